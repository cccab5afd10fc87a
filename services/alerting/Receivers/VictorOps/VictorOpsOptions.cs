namespace PerfMonitor.Alerting.Receivers.VictorOps;

/// <summary>A Splunk On-Call (VictorOps) REST endpoint integration (section <c>Channels:VictorOps:N</c>).</summary>
internal sealed class VictorOpsOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>victorops</c>.</summary>
    public string Name { get; init; } = "victorops";

    /// <summary>Where the endpoint is. Default: <c>https://alert.victorops.com/integrations/generic/20131114/alert</c>.</summary>
    public string BaseUrl { get; init; } = "https://alert.victorops.com/integrations/generic/20131114/alert";

    /// <summary>The integration's key. Never logged, never shown again.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Which teams are told.</summary>
    public string RoutingKey { get; init; } = "";

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether an incident recovers when all its alerts have resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    /// <summary>Whether an incident is acknowledged there when all its alerts are here. Default: yes.</summary>
    public bool SendAcknowledged { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://alert.victorops.com/integrations/generic/20131114/alert.");
        }

        if (!ChannelKey.IsValid(ApiKey))
        {
            yield return ("ApiKey", "is not the key of a REST endpoint integration.");
        }

        if (RoutingKey.Length == 0)
        {
            yield return ("RoutingKey", "is missing; it says which teams are told.");
        }
    }
}
