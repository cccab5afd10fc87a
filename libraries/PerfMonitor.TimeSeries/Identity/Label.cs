namespace PerfMonitor.TimeSeries;

/// <summary>One name and value of a series' identity, in Prometheus' data model.</summary>
public readonly record struct Label(string Name, string Value);
