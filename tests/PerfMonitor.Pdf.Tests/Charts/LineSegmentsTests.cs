using PerfMonitor.Pdf.Charts;

namespace PerfMonitor.Pdf.Tests.Charts;

public class LineSegmentsTests
{
    [Theory]
    [InlineData("1 2 3", "1 2 3")]
    [InlineData("1 nan 3 4", "1|3 4")]
    [InlineData("nan nan 3 nan", "3")]
    [InlineData("1 inf 3", "1|3")]
    [InlineData("1 -inf 3", "1|3")]
    [InlineData("1 huge 3", "1|3")]
    [InlineData("nan", "")]
    [InlineData("", "")]
    public void A_line_is_cut_where_there_is_no_value(string values, string expected)
    {
        Assert.Equal(expected, Cut(values, longestJoin: null));
    }

    [Fact]
    public void A_line_is_cut_where_the_next_point_is_too_far_away()
    {
        ChartPoint[] points = [new(0, 1), new(10_000, 2), new(20_001, 3), new(30_001, 4)];

        var segments = LineSegments.Of(points, TimeSpan.FromSeconds(10));

        Assert.Equal("1 2|3 4", string.Join('|', segments.Select(s => string.Join(' ', s.Select(p => p.Value)))));
    }

    [Fact]
    public void Thinning_keeps_the_ends_and_every_extreme()
    {
        var points = Enumerable.Range(0, 10_000).Select(i => new ChartPoint(i, Math.Sin(i / 900.0))).ToArray();
        points[4321] = points[4321] with { Value = 77 };
        points[8765] = points[8765] with { Value = -77 };

        var thinned = Decimation.Thin(points, bucketMs: 100);

        Assert.InRange(thinned.Count, 200, 400);
        Assert.Equal(points[0], thinned[0]);
        Assert.Equal(points[^1], thinned[^1]);
        Assert.Contains(points[4321], thinned);
        Assert.Contains(points[8765], thinned);
        Assert.Equal(thinned.OrderBy(p => p.TimestampMs), thinned);
    }

    [Fact]
    public void Few_points_are_left_alone()
    {
        ChartPoint[] points = [new(0, 1), new(50, 2), new(100, 3)];

        Assert.Same(points, Decimation.Thin(points, bucketMs: 100));
    }

    private static string Cut(string values, TimeSpan? longestJoin)
    {
        var points = values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((v, i) => new ChartPoint(i, v switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "huge" => 1e100,
            _ => int.Parse(v, System.Globalization.CultureInfo.InvariantCulture),
        }));
        return string.Join('|', LineSegments.Of(points, longestJoin).Select(s => string.Join(' ', s.Select(p => p.Value))));
    }
}
