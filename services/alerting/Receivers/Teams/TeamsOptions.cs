namespace PerfMonitor.Alerting.Receivers.Teams;

/// <summary>A Microsoft Teams channel or chat through the workflow "When a Teams webhook request is received" (section <c>Channels:Teams:N</c>).</summary>
internal sealed class TeamsOptions : IChannelOptions
{
    /// <summary>The name routes use. Default: <c>teams</c>.</summary>
    public string Name { get; init; } = "teams";

    /// <summary>Address the workflow gave. A secret: never logged, shown only as its host.</summary>
    public string WebhookUrl { get; init; } = "";

    /// <summary>The template that words its messages, of <c>Channels:Templates</c>. Default: <c>performance-alert</c>, the built-in words.</summary>
    public string Template { get; init; } = Wording.BuiltIn;

    /// <summary>Whether to tell that something has resolved. Default: yes.</summary>
    public bool SendResolved { get; init; } = true;

    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (!HttpAddress.IsValid(WebhookUrl))
        {
            yield return ("WebhookUrl", "is not an address; copy the one the workflow shows (https://….logic.azure.com/workflows/…).");
        }
    }
}
