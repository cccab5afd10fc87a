using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Charts;

/// <summary>A level worth comparing with, such as the limit of an alert rule: a dashed line with its name.</summary>
public sealed record ChartThreshold(double Value, string Name, Tone Tone = Tone.Warning);
