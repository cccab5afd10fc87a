namespace PerfMonitor.Pdf.Content;

/// <summary>A place on a page in points from its top left corner, y downwards.</summary>
public readonly record struct Point(double X, double Y);
