using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Charts;

/// <summary>A time span shaded behind the lines, such as a downtime; times in milliseconds since the Unix epoch.</summary>
public readonly record struct ChartBand(long FromMs, long ToMs, Tone Tone = Tone.Bad);
