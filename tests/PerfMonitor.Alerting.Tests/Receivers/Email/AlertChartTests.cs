using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers.Email;
using SkiaSharp;

namespace PerfMonitor.Alerting.Tests.Receivers.Email;

/// <summary>The image, read pixel by pixel: twice 600 by 200.</summary>
public sealed class AlertChartTests
{
    private static readonly SKColor Line = SKColor.Parse("#1c7ed6");
    private static readonly SKColor Alarm = SKColor.Parse("#e03131");

    private static Alert Alert => Samples.Alert() with { Threshold = 0.9 };

    [Fact]
    public void Draws_a_line_that_rises_to_where_the_alert_fired()
    {
        using var image = Draw(FakeHistories.Of(Alert, minute => minute / 60d), Alert);

        var (left, right) = (Middle(image, 140, Line), Middle(image, 1100, Line));
        Assert.InRange(left - right, 200, 320);
        Assert.NotEmpty(Rows(image, 1152, Alarm));
    }

    [Fact]
    public void Draws_the_threshold_at_its_height()
    {
        // The axis goes from 0 to 1 between the rows 28 and 348.
        using var image = Draw(FakeHistories.Of(Alert, minute => minute / 60d), Alert);

        var rows = Enumerable.Range(130, 800).SelectMany(column => Rows(image, column, Alarm)).Distinct().ToList();
        Assert.Equal(348 - (0.9 * 320), rows.Average(), tolerance: 1.5);
    }

    [Fact]
    public void Has_no_threshold_where_the_alert_has_none()
    {
        using var image = Draw(FakeHistories.Of(Alert, minute => minute / 60d), Alert with { Threshold = null });

        Assert.Empty(Enumerable.Range(130, 800).SelectMany(column => Rows(image, column, Alarm)));
    }

    [Fact]
    public void Leaves_a_gap_where_nothing_was_measured()
    {
        var whole = FakeHistories.Of(Alert, _ => 0.5);
        using var image = Draw(whole with { Points = [.. whole.Points.Where(point => (point.At - whole.From).TotalMinutes is < 20 or > 40)] }, Alert);

        Assert.NotEmpty(Rows(image, 300, Line));
        Assert.Empty(Rows(image, 650, Line));
        Assert.NotEmpty(Rows(image, 1000, Line));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e300)]
    [InlineData(-1e-300)]
    [InlineData(double.MaxValue)]
    public void Draws_whatever_the_values_are(double value)
    {
        using var image = Draw(FakeHistories.Of(Alert, minute => minute % 0.5 == 0 ? value : -value), Alert with { Threshold = double.NaN });

        Assert.Equal(1200, image.Width);
    }

    private static SKBitmap Draw(AlertHistory history, Alert alert) => SKBitmap.Decode(AlertChart.Draw(history, alert));

    private static double Middle(SKBitmap image, int column, SKColor colour) => Rows(image, column, colour).Average();

    // Edges are smoothed: near is near enough.
    private static List<int> Rows(SKBitmap image, int column, SKColor colour) => [.. Enumerable.Range(0, image.Height).Where(row =>
        image.GetPixel(column, row) is var pixel && Math.Abs(pixel.Red - colour.Red) + Math.Abs(pixel.Green - colour.Green) + Math.Abs(pixel.Blue - colour.Blue) < 40)];
}
