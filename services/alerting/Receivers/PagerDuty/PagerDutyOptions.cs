namespace PerfMonitor.Alerting.Receivers.PagerDuty;

/// <summary>A PagerDuty service with an Events API v2 integration (section <c>Channels:PagerDuty:N</c>).</summary>
internal sealed class PagerDutyOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>pagerduty</c>.</summary>
    public string Name { get; init; } = "pagerduty";

    /// <summary>Where the Events API is. Default: <c>https://events.pagerduty.com</c>; for accounts in Europe <c>https://events.eu.pagerduty.com</c>.</summary>
    public string BaseUrl { get; init; } = "https://events.pagerduty.com";

    /// <summary>The integration key of the service, today 32 letters and digits. Never logged, never shown again.</summary>
    public string RoutingKey { get; init; } = "";

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether an incident is resolved when all its alerts are. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    /// <summary>Whether an incident is acknowledged there when all its alerts are here. Default: yes.</summary>
    public bool SendAcknowledged { get; init; } = true;

    /// <summary>Whether the key is of an integration of the Events API v1.</summary>
    internal bool IsFirstVersion { get; init; }

    /// <summary>Whether the key is a template of Alertmanager's file.</summary>
    internal bool IsTemplated { get; init; }

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://events.pagerduty.com.");
        }

        if (!IsTemplated && !ChannelKey.IsValid(RoutingKey))
        {
            // Not quoted: it may be the key with a slip in it.
            yield return ("RoutingKey", "is not an integration key of the service's Events API v2 integration.");
        }
    }
}
