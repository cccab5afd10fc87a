using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Unusable;

/// <summary>A channel of Alertmanager's file that we cannot reach.</summary>
/// <param name="Name">The name routes use.</param>
/// <param name="Kind">What it would be.</param>
/// <param name="Why">Where it stands, what is missing, and what to do.</param>
internal sealed record UnusableOptions(string Name, string Kind, string Why) : IChannelOptions
{
    public IEnumerable<(string Key, string Message)> Validate() => [];
}

/// <summary>Takes no message and says why, so that what was meant for it is seen as lost: with the alert, among the deliveries, at the channel and in the log.</summary>
internal sealed class UnusableReceiver(UnusableOptions options) : IReceiver
{
    public string Name => options.Name;

    public string Kind => options.Kind;

    public string Destination => "nobody";

    public bool SendResolved => false;

    public string? Off => null;

    public bool IsUsable => false;

    public string? Problem => $"this channel tells nobody: {options.Why}";

    public Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken) => Task.FromResult<Outcome>(new Outcome.Rejected(options.Why));
}
