using System.Globalization;
using PerfMonitor.Pdf.Charts;
using PerfMonitor.Pdf.Layout;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Rendering.Pdf;

/// <summary>The head of the first page: what it is about, the one sentence, the key figures.</summary>
internal static class SummaryBlocks
{
    public static IEnumerable<Block> Of(Report report) =>
    [
        new Heading(1, report.Title),
        new Paragraph(new Inline($"{Wording.Period(report.Period, report.Zone)}  ·  {report.Zone.Id}  ·  generated {Wording.Time(report.GeneratedAt, report.Zone)}") { Tone = Tone.Muted }) { SpaceBefore = 2 },
        new Callout(Tones.Of(report.Headline.Verdict), report.Headline.Text),
        new Tiles(Availability(report.Availability), Downtime(report.Availability), Slowest(report.Availability), Alerts(report.Alerts)),
    ];

    private static Tile Availability(AvailabilityReport availability) => availability.Uptime is { } uptime
        ? new Tile("Checks that succeeded", Wording.Percent(uptime), Text($"{Wording.Count(availability.Checks)} checks of {Counted(availability.Targets.Count, "target")}"), Tones.OfUptime(uptime))
        : new Tile("Checks that succeeded", "–", "no check ran", Tone.Muted);

    private static Tile Downtime(AvailabilityReport availability) => availability.Checks == 0
        ? new Tile("Downtime", "–", "no check ran", Tone.Muted)
        : new Tile("Downtime", Wording.Duration(availability.Downtime), availability.Episodes == 0 ? "no episode" : Counted(availability.Episodes, "episode"), availability.Episodes == 0 ? Tone.Good : Tone.Warning);

    private static Tile Slowest(AvailabilityReport availability) => availability.Targets.Where(target => target.P95 is not null).MaxBy(target => target.P95) is { } slowest
        ? new Tile("Slowest 95th percentile", ValueUnit.Seconds.Format(slowest.P95!.Value), slowest.Name)
        : new Tile("Slowest 95th percentile", "–", "nothing measured", Tone.Muted);

    private static Tile Alerts(AlertReport alerts)
    {
        var critical = alerts.Count("critical");
        var note = alerts.Alerts.Count == 0 ? "none active" : Text($"{critical} critical, {alerts.Count("warning")} warning");
        return new Tile("Alerts", Text($"{alerts.Alerts.Count}"), note, critical > 0 ? Tone.Bad : alerts.Alerts.Count > 0 ? Tone.Warning : Tone.Good);
    }

    private static string Counted(int count, string noun) => Text($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
