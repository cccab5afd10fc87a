using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Tells every instance of series the moment they are new. An accelerator: who misses it learns of them from PostgreSQL, after the
/// commit that stores them.
/// </summary>
internal interface ISeriesChannel
{
    /// <summary>Tells the others.</summary>
    /// <exception cref="LiveUnavailableException">The channel is down.</exception>
    Task AnnounceAsync(IReadOnlyList<SeriesDefinition> series, CancellationToken cancellationToken);
}
