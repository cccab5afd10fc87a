namespace PerfMonitor.Web.Live.Watching;

/// <summary>What people were told by mail, beyond the life of this process.</summary>
internal interface IWatchdogMemory
{
    /// <summary>Since when they have been told that alerting is broken; null where the last they heard is that it works.</summary>
    Task<DateTimeOffset?> ToldBrokenSinceAsync(CancellationToken cancellation);

    Task KeepAsync(DateTimeOffset? toldBrokenSince, CancellationToken cancellation);
}
