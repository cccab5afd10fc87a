namespace PerfMonitor.Analysis.Detection;

/// <summary>One value as the detectors see it.</summary>
/// <param name="TimestampMs">Milliseconds since the Unix epoch, UTC; strictly rising within a series.</param>
/// <param name="Value">The finite value, less the first value of the generation, so that single precision is enough for what is kept of it.</param>
/// <param name="StepMs">The usual distance between two samples in milliseconds; 0 until it is known.</param>
public readonly record struct SeriesPoint(long TimestampMs, double Value, long StepMs);
