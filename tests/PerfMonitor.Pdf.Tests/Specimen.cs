using PerfMonitor.Pdf.Charts;
using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Fonts;
using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Tests;

/// <summary>A document that has one of everything.</summary>
internal static class Specimen
{
    public static readonly DateTimeOffset From = new(2025, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public static RenderedDocument Render(Typeface regular, Typeface bold) => FlowDocument.Render(
        Blocks(),
        new PageSetup { HeaderLeft = "Specimen", HeaderRight = "21 November 2025", Footer = "PerfMonitor" },
        new Theme { Regular = regular, Bold = bold },
        new DocumentProperties { Title = "Specimen – Täglich", Created = From, Author = "PerfMonitor", Keywords = ["test"] });

    /// <summary>The named face of the machine, or null where it has none.</summary>
    public static Typeface? SystemFace(string name)
    {
        var file = Path.Combine("/usr/share/fonts/truetype/dejavu", name);
        return File.Exists(file) ? new EmbeddedTypeface(TrueTypeFont.Parse(File.ReadAllBytes(file))) : null;
    }

    private static IEnumerable<Block> Blocks() =>
    [
        new Heading(1, "Specimen"),
        new Paragraph("Friday 21 November 2025"),
        new Callout(Tone.Warning, "One target was down for ", new Inline("11 min") { Strong = true }, "."),
        new Tiles(new Tile("Availability", "99.83 %", "5 targets", Tone.Good), new Tile("Alerts", "3")),
        new KeyValueGrid([("Period", "one day"), ("Zone", "UTC"), ("Hosts", "1")]),
        new Heading(2, "Charts") { Anchor = "charts" },
        new ChartBlock(Chart("Response time", ValueUnit.Seconds, 0.2)),
        new Spacer(6),
        new Columns([new ChartBlock(Chart("Memory", ValueUnit.Bytes, 3e9)) { Anchor = "memory" }, new ChartBlock(Chart("Empty", ValueUnit.Ratio, double.NaN))], 2),
        new Heading(2, "Äußerst lange Tabelle"),
        new Table(
            [new("Target", Grow: 1), new("State", Grow: 2), new("Uptime", Alignment.Right) { OneLine = true }, new("Ω", Alignment.Center)],
            [.. Enumerable.Range(1, 60).Select(Row)]),
        new Heading(3, "Links"),
        new Paragraph("Привет, ελληνικά. See ", new Inline("the page") { Address = new Uri("https://example.test/docs") }, " or ", new Inline("the charts") { Anchor = "charts" }, "."),
    ];

    private static IReadOnlyList<TableCell> Row(int number) =>
    [
        new TableCell($"target-{number}") { Mark = Tone.Good, Anchor = "memory" },
        TableCell.Of(new Timeline([new(0, 0.4, Tone.Good), new(0.4, 0.41, Tone.Bad), new(0.5, 1, Tone.Good)])),
        new TableCell("99.83 %") { Strong = true },
        "a rather long text that needs several lines in a narrow column",
    ];

    private static LineChart Chart(string title, ValueUnit unit, double level) => new()
    {
        Title = title,
        Unit = unit,
        From = From,
        To = From.AddDays(1),
        LongestJoin = TimeSpan.FromMinutes(12),
        Thresholds = double.IsNaN(level) ? [] : [new ChartThreshold(level * 2, "limit")],
        Bands = [new ChartBand(From.AddHours(5).ToUnixTimeMilliseconds(), From.AddHours(6).ToUnixTimeMilliseconds())],
        Series = [new ChartSeries("p95", [.. Enumerable.Range(0, 288).Where(i => i is < 100 or > 120).Select(i => new ChartPoint(From.AddMinutes(i * 5).ToUnixTimeMilliseconds(), level * (1 + 0.3 * Math.Sin(i / 20.0))))])],
    };
}
