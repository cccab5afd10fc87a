using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>The last section: where the figures come from, what they mean, and what is not in the report.</summary>
internal static class MethodBlocks
{
    public static IEnumerable<Block> Of(Report report)
    {
        yield return new Heading(2, "About this report");
        yield return new KeyValueGrid(
        [
            ("From", Wording.Time(report.Period.From, report.Zone, seconds: true)),
            ("To", Wording.Time(report.Period.To, report.Zone, seconds: true)),
            ("Length", Wording.Duration(report.Period.Length)),
            ("Time zone", report.Zone.Id),
            ("Generated", Wording.Time(report.GeneratedAt, report.Zone, seconds: true)),
            ("Requested by", report.RequestedBy),
            ("Report", report.Id.ToString()),
            ("Chart step", Wording.Duration(report.Step)),
        ]);
        foreach (var omission in report.Omissions)
        {
            yield return new Paragraph(new Inline("Left out. ") { Strong = true }, omission);
        }

        yield return new Paragraph("A downtime begins with the first check that failed and ends with the next one that succeeded. A check speaks for the time until the next; when that is missing, for one interval, and what follows is not known. Gaps in charts are times without data; nothing is drawn across them.");
        yield return new Paragraph("Every figure is the answer to one of these questions, asked at the end of the period or, with a step, all along it. Anyone with access can ask them again:") { KeepWithNext = true };
        yield return new Table(
            [new("Figure"), new("Expression (PromQL)", Grow: 1), new("Step", Alignment.Right) { OneLine = true }],
            [.. report.Queries.Select(query => (IReadOnlyList<TableCell>)[query.Figure.Words(), query.Expression, query.Step is { } step ? Wording.Duration(step) : "–"])])
        {
            Dense = true,
        };
    }
}
