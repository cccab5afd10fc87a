namespace PerfMonitor.Analysis.Scores;

/// <summary>One part of a score.</summary>
/// <param name="Name">What it is about: <c>latency</c>, <c>errors</c>, <c>saturation</c>, <c>availability</c>, <c>alert_load</c>.</param>
/// <param name="Weight">Its weight before what is missing is left out; the weights of a score add up to 1.</param>
/// <param name="Value">0 to 100; null where it was not measured.</param>
/// <param name="Reason">What it was computed from, or what is missing.</param>
/// <param name="Formula">How the value comes from what was measured.</param>
public sealed record SubScore(string Name, double Weight, double? Value, string Reason, string Formula);
