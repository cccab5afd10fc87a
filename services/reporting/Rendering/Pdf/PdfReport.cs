using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>The report on paper.</summary>
internal sealed class PdfReport(Theme theme) : IReportRenderer
{
    public string Format => "pdf";

    public string ContentType => "application/pdf";

    public RenderedFile Render(Report report)
    {
        Block[] blocks =
        [
            .. SummaryBlocks.Of(report),
            .. AvailabilityBlocks.Of(report),
            .. ResponseBlocks.Of(report),
            .. HostBlocks.Of(report),
            .. AlertBlocks.Of(report),
            .. MethodBlocks.Of(report),
        ];
        var period = Wording.Period(report.Period, report.Zone);
        var setup = new PageSetup { HeaderLeft = report.Title, HeaderRight = period, Footer = "PerfMonitor" };
        var properties = new DocumentProperties
        {
            Title = $"{report.Title} – {period}",
            Subject = report.Headline.Text,
            Author = "PerfMonitor",
            Creator = "PerfMonitor reporting",
            Keywords = ["availability", "response times", "hosts", "alerts"],
            Created = TimeZoneInfo.ConvertTime(report.GeneratedAt, report.Zone),
        };
        var document = FlowDocument.Render(blocks, setup, theme, properties);
        return new RenderedFile(Format, ContentType, document.Bytes) { Pages = document.Pages, MissingCharacters = document.MissingCharacters.Count };
    }
}
