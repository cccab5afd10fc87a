namespace PerfMonitor.Bench.Detection.Calibration;

/// <summary>News of the ensemble: the probability it gave, and whether an anomaly was there.</summary>
internal readonly record struct Alert(double Probability, bool IsRight);
