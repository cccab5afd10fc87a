namespace PerfMonitor.TimeSeries;

/// <summary>The full labels behind an id, as they ride in front of a batch.</summary>
public readonly record struct SeriesDefinition(SeriesId Id, LabelSet Labels);
