namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Tells every instance of series the moment they are new, or go on in an hour that they did not reach before. An accelerator: who misses it learns of them from PostgreSQL, after the
/// commit that stores them.
/// </summary>
internal interface ISeriesChannel
{
    /// <summary>Tells the others.</summary>
    /// <exception cref="LiveUnavailableException">The channel is down.</exception>
    Task AnnounceAsync(SeriesNews news, CancellationToken cancellationToken);
}
