namespace PerfMonitor.Pdf.Content;

/// <summary>How a line looks.</summary>
/// <param name="Color">The ink.</param>
/// <param name="Width">In points.</param>
/// <param name="Dash">Length of dashes and of the gaps between them in points; 0 for a solid line.</param>
public readonly record struct LineStyle(Rgb Color, double Width, double Dash = 0);
