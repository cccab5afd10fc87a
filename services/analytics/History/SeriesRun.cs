using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Samples of one series, in the order they came.</summary>
internal sealed class SeriesRun(SeriesId series)
{
    public SeriesId Series { get; } = series;

    public List<Sample> Samples { get; } = [];

    /// <summary>The series whose sample came next the last time.</summary>
    public SeriesRun? Next { get; set; }
}
