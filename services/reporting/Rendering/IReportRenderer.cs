using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering;

/// <summary>A form a report can be downloaded in. A new one is a folder with one of these.</summary>
internal interface IReportRenderer
{
    /// <summary>The name of the form in addresses, which is also its file extension: pdf, csv, json.</summary>
    string Format { get; }

    string ContentType { get; }

    RenderedFile Render(Report report);
}

/// <summary>A report in one form.</summary>
/// <param name="Format">As in <see cref="IReportRenderer.Format"/>.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Bytes">The file.</param>
internal sealed record RenderedFile(string Format, string ContentType, byte[] Bytes)
{
    /// <summary>Pages, where the form has pages.</summary>
    public int? Pages { get; init; }

    /// <summary>How many different characters no glyph was found for.</summary>
    public int MissingCharacters { get; init; }
}
