using PerfMonitor.Analysis.Detection;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>What the detectors say about one value of a series.</summary>
internal readonly record struct SeriesVerdict(LabelSet Labels, Verdict Verdict);
