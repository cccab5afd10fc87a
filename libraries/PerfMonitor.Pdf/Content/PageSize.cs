namespace PerfMonitor.Pdf.Content;

/// <summary>The size of a sheet in points (1/72 inch).</summary>
public readonly record struct PageSize(double Width, double Height)
{
    public static PageSize A4 => new(595.276, 841.89);

    public static PageSize Letter => new(612, 792);
}
