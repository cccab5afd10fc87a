using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>A sample and the series it belongs to.</summary>
internal readonly record struct SeriesSample(SeriesId Series, Sample Sample);
