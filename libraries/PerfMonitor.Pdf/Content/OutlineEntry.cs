namespace PerfMonitor.Pdf.Content;

/// <summary>A bookmark.</summary>
/// <param name="Level">1 for the outermost.</param>
/// <param name="Title">The text in the viewer's side bar.</param>
/// <param name="Page">Index of the page, from 0.</param>
/// <param name="Y">Distance of the place from the top of the page.</param>
public sealed record OutlineEntry(int Level, string Title, int Page, double Y);
