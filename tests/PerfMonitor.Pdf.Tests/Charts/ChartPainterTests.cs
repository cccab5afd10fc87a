using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PerfMonitor.Pdf.Charts;
using PerfMonitor.Pdf.Content;
using PerfMonitor.Pdf.Layout;

namespace PerfMonitor.Pdf.Tests.Charts;

public class ChartPainterTests
{
    private static readonly DateTimeOffset From = new(2025, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly Theme Theme = new();

    private static readonly LineChart Chart = new()
    {
        Title = "T",
        Unit = ValueUnit.Count,
        From = From,
        To = From.AddSeconds(100),
        Series = [new ChartSeries("a", [At(0, 0), At(50, 10), At(100, 5)])],
    };

    [Fact]
    public void Points_lie_where_their_time_and_value_say()
    {
        var line = Lines(Chart).Single();

        var (left, right) = (line[0].X, line[^1].X);
        Assert.Equal((left + right) / 2, line[1].X, 0.01);
        var (bottom, top) = (line[0].Y, line[1].Y);
        Assert.Equal((bottom + top) / 2, line[2].Y, 0.01);
        Assert.Equal(300, right, 0.01);
    }

    [Fact]
    public void A_gap_splits_the_line_and_a_lonely_point_is_a_dot()
    {
        var gapped = Chart with
        {
            LongestJoin = TimeSpan.FromSeconds(15),
            Series = [new ChartSeries("a", [At(0, 1), At(10, 1), At(40, 1), At(80, 1), At(90, 1)])],
        };

        Assert.Equal([2, 2], Lines(gapped).Select(l => l.Count));
        Assert.Equal(4, Regex.Count(Drawn(gapped), " c\n"));
    }

    [Fact]
    public void One_series_has_an_area_below_it_and_several_have_colours_of_their_own()
    {
        var two = Chart with { Series = [Chart.Series[0], Chart.Series[0] with { Name = "b" }] };

        Assert.Contains(Fill(Theme.SeriesColors[0].Tint(0.13)), Drawn(Chart), StringComparison.Ordinal);
        Assert.DoesNotContain(Fill(Theme.SeriesColors[0].Tint(0.13)), Drawn(two), StringComparison.Ordinal);
        Assert.Contains(Stroke(Theme.SeriesColors[1]), Drawn(two), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_value_it_says_so_and_shows_no_scale()
    {
        var empty = Drawn(Chart with { Series = [new ChartSeries("a", [At(0, double.NaN)])] });

        Assert.Contains(Shown("No data in this period"), empty, StringComparison.Ordinal);
        Assert.DoesNotContain(Shown("0.5"), empty, StringComparison.Ordinal);
        Assert.DoesNotContain(Shown("No data in this period"), Drawn(Chart), StringComparison.Ordinal);
    }

    [Fact]
    public void The_axis_reaches_to_what_was_asked_for_and_to_the_thresholds()
    {
        Assert.Contains(Shown("40"), Drawn(Chart with { Maximum = 40 }), StringComparison.Ordinal);
        Assert.Contains(Shown("60"), Drawn(Chart with { Thresholds = [new ChartThreshold(55, "limit")] }), StringComparison.Ordinal);
        Assert.Contains(Shown("limit"), Drawn(Chart with { Thresholds = [new ChartThreshold(55, "limit")] }), StringComparison.Ordinal);
        Assert.Contains(Shown("-10"), Drawn(Chart with { Series = [new ChartSeries("a", [At(0, -9), At(1, 3)])] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Bands_are_cut_at_the_ends_of_the_axis_and_left_out_beyond_them()
    {
        string Bands(int from, int to) => Drawn(Chart with { Bands = [new ChartBand(Ms(from), Ms(to))] });
        var color = Fill(Theme.Bad.Tint(0.18));

        Assert.Contains(color, Bands(-50, 10), StringComparison.Ordinal);
        Assert.DoesNotContain(color, Bands(-50, -10), StringComparison.Ordinal);
        Assert.DoesNotContain(color, Bands(110, 120), StringComparison.Ordinal);
    }

    [Fact]
    public void The_legend_names_each_series_with_its_figures()
    {
        var drawn = Drawn(Chart with { Series = [Chart.Series[0], new ChartSeries("b", [])] });

        Assert.Contains(Shown("min 0   avg 5   max 10"), drawn, StringComparison.Ordinal);
        Assert.Contains(Shown("b"), drawn, StringComparison.Ordinal);
        Assert.Contains(Shown("no data"), drawn, StringComparison.Ordinal);
    }

    private static ChartPoint At(int second, double value) => new(Ms(second), value);

    private static long Ms(int second) => From.AddSeconds(second).ToUnixTimeMilliseconds();

    private static string Drawn(LineChart chart)
    {
        var document = new PdfDocument(new DocumentProperties { Title = "", Created = default });
        var canvas = document.AddPage(new PageSize(300, 200));
        new ChartBlock(chart).Lay(Theme, 300).Single().Draw(canvas, 0, 0);
        return new PdfParser(document.Write()).PageContent(0);
    }

    /// <summary>The lines drawn in a series colour inside of the plot's clip.</summary>
    private static List<List<(double X, double Y)>> Lines(LineChart chart)
    {
        var drawn = Drawn(chart);
        var clipped = drawn[drawn.LastIndexOf("W n\n", StringComparison.Ordinal)..drawn.LastIndexOf("Q\n", StringComparison.Ordinal)];
        return [.. Regex.Matches(clipped, @"([\d.]+ [\d.]+ [ml]\n)+S").Select(line =>
            Regex.Matches(line.Value, @"([\d.]+) ([\d.]+) [ml]").Select(p => (Number(p.Groups[1]), Number(p.Groups[2]))).ToList())];
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    private static string Fill(Rgb color) => Channels(color) + " rg";

    private static string Stroke(Rgb color) => Channels(color) + " RG";

    private static string Channels(Rgb c) => string.Create(CultureInfo.InvariantCulture, $"{c.Red / 255.0:0.###} {c.Green / 255.0:0.###} {c.Blue / 255.0:0.###}");

    private static string Shown(string text) => $"<{Convert.ToHexString(Encoding.Latin1.GetBytes(text))}> Tj";
}
