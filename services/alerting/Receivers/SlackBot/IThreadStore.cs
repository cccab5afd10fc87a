namespace PerfMonitor.Alerting.Receivers.SlackBot;

/// <summary>Where a channel has put the message that began a conversation.</summary>
internal interface IThreadStore
{
    /// <summary>The channel's own name for the message; null where there is none.</summary>
    Task<string?> FindAsync(string channel, Guid thread, CancellationToken cancellationToken);

    /// <summary>Keeps where a message that has been posted is, however long that takes: not knowing it, the next attempt would post another.</summary>
    Task KeepAsync(string channel, Guid thread, string reference);
}
