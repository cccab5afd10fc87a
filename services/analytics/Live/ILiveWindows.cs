using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Live;

/// <summary>The last minutes of every series, shared by all instances. An accelerator: what it lacks, history has after its next commit.</summary>
internal interface ILiveWindows
{
    /// <summary>Adds samples and tells every other instance which series they belong to.</summary>
    /// <exception cref="LiveUnavailableException">The store did not take them, or not for certain: writing them again does no harm.</exception>
    Task WriteAsync(IReadOnlyList<SeriesSample> samples, CancellationToken cancellationToken);

    /// <summary>Adds what the windows hold of the given series and range (both ends inclusive) to the columns beside them.</summary>
    /// <exception cref="LiveUnavailableException">The store does not answer.</exception>
    Task ReadAsync(IReadOnlyDictionary<SeriesId, SampleColumns> target, long fromMs, long toMs, SampleBudget budget, CancellationToken cancellationToken);
}

/// <summary>The store of the live windows does not answer.</summary>
internal sealed class LiveUnavailableException(string message, Exception? cause) : Exception(message, cause);
