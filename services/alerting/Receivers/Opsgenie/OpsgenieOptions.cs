namespace PerfMonitor.Alerting.Receivers.Opsgenie;

/// <summary>An Opsgenie API integration (section <c>Channels:Opsgenie:N</c>).</summary>
internal sealed class OpsgenieOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>opsgenie</c>.</summary>
    public string Name { get; init; } = "opsgenie";

    /// <summary>Where the API is. Default: <c>https://api.opsgenie.com</c>; for accounts in Europe <c>https://api.eu.opsgenie.com</c>.</summary>
    public string BaseUrl { get; init; } = "https://api.opsgenie.com";

    /// <summary>The integration's key. Never logged, never shown again.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Names of the teams that are told. Default: whom the integration tells.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Whether an alert's message and description there follow later notifications. Default: no.</summary>
    public bool UpdateAlerts { get; init; }

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether an alert is closed there when all of it has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    /// <summary>Whether an alert is acknowledged there when all of it is here. Default: yes.</summary>
    public bool SendAcknowledged { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(BaseUrl))
        {
            yield return ("BaseUrl", "is not an address such as https://api.opsgenie.com.");
        }

        if (!ChannelKey.IsValid(ApiKey))
        {
            yield return ("ApiKey", "is not the key of an API integration.");
        }
    }
}
