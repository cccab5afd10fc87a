using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.PagerDuty;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>pagerduty_configs</c> with the key of an Events API v2 integration.</summary>
internal static class PagerDutyIntegration
{
    private const string Path = "/v2/enqueue";

    public static IChannelOptions Read(IntegrationReader pagerDuty)
    {
        var section = pagerDuty.Section;
        pagerDuty.Default("description");
        pagerDuty.Default("client");
        pagerDuty.Default("client_url", "clientURL");
        pagerDuty.Word("severity", "error");
        pagerDuty.Words("source", "class", "component", "group");
        pagerDuty.Map(
            "details",
            ("firing", """{{ template "pagerduty.default.instances" .Alerts.Firing }}"""),
            ("resolved", """{{ template "pagerduty.default.instances" .Alerts.Resolved }}"""),
            ("num_firing", "{{ .Alerts.Firing | len }}"),
            ("num_resolved", "{{ .Alerts.Resolved | len }}"));
        pagerDuty.List("images", "src", "alt", "href");
        pagerDuty.List("links", "href", "text");
        section.Remark("the limit is Delivery:Timeout", "timeout");
        if (pagerDuty.Secret("service_key") is { Length: > 0 })
        {
            pagerDuty.Lack("service_key", "is of the Events API v1, which PagerDuty keeps for old integrations only; give the service an Events API v2 integration and its key as routing_key");
        }

        var (url, key) = (section.Text("url") ?? pagerDuty.Global.PagerDutyUrl, pagerDuty.Secret("routing_key"));
        return new PagerDutyOptions
        {
            Name = pagerDuty.Name,
            BaseUrl = url.EndsWith(Path, StringComparison.Ordinal) ? url[..^Path.Length] : url,
            RoutingKey = pagerDuty.Address("routing_key", key),
            IsTemplated = key?.Contains("{{", StringComparison.Ordinal) == true,
            SendResolved = pagerDuty.SendResolved(true),
        };
    }
}
