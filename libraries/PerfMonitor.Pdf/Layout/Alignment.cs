namespace PerfMonitor.Pdf.Layout;

/// <summary>Where text stands in its column.</summary>
public enum Alignment
{
    Left,
    Center,
    Right,
}
