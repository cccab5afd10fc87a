using PerfMonitor.Pdf.Charts;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>The table of targets, certificates that end soon, and the downtimes one by one.</summary>
internal static class AvailabilityBlocks
{
    private static readonly TimeSpan CertificateNotice = TimeSpan.FromDays(30);

    public static IEnumerable<Block> Of(Report report)
    {
        yield return new Heading(2, "Availability");
        var targets = report.Availability.Targets;
        if (targets.Count == 0)
        {
            yield return new Paragraph("No data: no check of a target ran in this period.");
            yield break;
        }

        yield return new Table(
            [
                new("Target", Grow: 1), new("Kind"), new("State over the period", Grow: 2), Figure("Succeeded"), Figure("Checks"),
                Figure("Down"), Figure("Median"), Figure("95 %"), Figure("Longest"),
            ],
            [.. targets.Take(ReportLimits.Targets).Select((target, index) => Row(target, index, report.Period))]);
        yield return new Paragraph(new Inline("State: green up, red down, grey not known. Median, 95 % and Longest are response times of all checks.") { Tone = Tone.Muted }) { Scale = 0.83 };
        foreach (var block in Certificates(report).Concat(Downtimes(report)))
        {
            yield return block;
        }
    }

    private static IReadOnlyList<TableCell> Row(TargetReport target, int index, ReportPeriod period) =>
    [
        new TableCell(target.Name)
        {
            Mark = target.DownAtEnd ? Tone.Bad : Tones.OfUptime(target.Uptime),
            Anchor = ResponseBlocks.AnchorOf(index),
        },
        target.Kind,
        TableCell.Of(new Timeline([.. target.States.OrderByDescending(span => span.Up).Select(span => Segment(span, period))])),
        new TableCell(target.Uptime is { } uptime ? Wording.Percent(uptime) : "no data") { Strong = true, Tone = target.Uptime < 1 ? Tones.OfUptime(target.Uptime) : Tone.Neutral },
        Wording.Count(target.Checks),
        target.Downtime > TimeSpan.Zero ? Wording.Duration(target.Downtime) : "–",
        Seconds(target.Median),
        Seconds(target.P95),
        Seconds(target.Maximum),
    ];

    private static IEnumerable<Block> Certificates(Report report)
    {
        var soon = report.Availability.Targets
            .Where(target => target.CertificateEnd - report.Period.To < CertificateNotice)
            .OrderBy(target => target.CertificateEnd)
            .Select(target => $"{target.Name} ({(target.CertificateEnd < report.Period.To ? "ended" : "ends")} {Wording.Time(target.CertificateEnd!.Value, report.Zone)})")
            .ToList();
        if (soon.Count > 0)
        {
            yield return new Paragraph(new Inline("Certificates that end within 30 days: ") { Strong = true }, $"{string.Join(", ", soon)}.");
        }
    }

    private static IEnumerable<Block> Downtimes(Report report)
    {
        var episodes = report.Availability.Targets.SelectMany(target => target.Episodes.Select(span => (Target: target, Span: span))).ToList();
        if (episodes.Count == 0)
        {
            yield break;
        }

        var shown = episodes.OrderByDescending(episode => episode.Span.Length).Take(ReportLimits.Episodes).OrderBy(episode => episode.Span.From);
        yield return new Heading(3, "Downtimes");
        yield return new Table(
            [new("Target"), new("Address", Grow: 1), OneLine("From"), OneLine("To"), Figure("Lasted"), Figure("Failed checks")],
            [.. shown.Select(episode => Episode(episode.Target, episode.Span, report))]);
    }

    private static IReadOnlyList<TableCell> Episode(TargetReport target, StateSpan span, Report report) =>
    [
        target.Name,
        target.Address,
        Wording.Time(span.From, report.Zone, seconds: true),
        span.To >= report.Period.To ? "end of the period" : Wording.Time(span.To, report.Zone, seconds: true),
        Wording.Duration(span.Length),
        Wording.Count(span.Checks),
    ];

    private static TimelineSegment Segment(StateSpan span, ReportPeriod period) =>
        new((span.From - period.From) / period.Length, (span.To - period.From) / period.Length, span.Up ? Tone.Good : Tone.Bad);

    private static TableCell Seconds(double? value) => value is { } seconds ? ValueUnit.Seconds.Format(seconds) : "–";

    private static TableColumn Figure(string header) => new(header, Alignment.Right) { OneLine = true };

    private static TableColumn OneLine(string header) => new(header) { OneLine = true };
}
