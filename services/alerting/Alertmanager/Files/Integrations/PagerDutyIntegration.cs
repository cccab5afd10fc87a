using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.PagerDuty;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>pagerduty_configs</c> with the key of an integration of the Events API v2, or of v1 (<c>service_key</c>).</summary>
internal static class PagerDutyIntegration
{
    private static readonly string[] Paths = ["/v2/enqueue", $"/{PagerDutyEventV1.Path}"];

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
        var (first, second) = (pagerDuty.Secret("service_key"), pagerDuty.Secret("routing_key"));
        if (first is { Length: > 0 } && second is { Length: > 0 })
        {
            section.Remark("is not used: routing_key is the newer of the two", "service_key", "service_key_file");
        }

        var (url, key) = (section.Text("url") ?? pagerDuty.Global.PagerDutyUrl, second is { Length: > 0 } ? second : first);
        return new PagerDutyOptions
        {
            Name = pagerDuty.Name,
            BaseUrl = Paths.FirstOrDefault(path => url.EndsWith(path, StringComparison.Ordinal)) is { } path ? url[..^path.Length] : url,
            RoutingKey = pagerDuty.Address("routing_key", key),
            IsFirstVersion = key is not null && key == first && second is not { Length: > 0 },
            IsTemplated = IntegrationReader.IsTemplate(key),
            SendResolved = pagerDuty.SendResolved(true),
        };
    }
}
