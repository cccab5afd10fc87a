namespace PerfMonitor.Ingestion.Publishing;

/// <summary>What became of a set of samples.</summary>
internal enum PublishOutcome
{
    /// <summary>The broker holds every one of them durably.</summary>
    Confirmed,

    /// <summary>None was sent: too many wait already.</summary>
    QueueFull,

    /// <summary>The broker did not confirm all in time; some may arrive all the same.</summary>
    NotConfirmed,
}
