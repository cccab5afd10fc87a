using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Reports;

[Trait("feature", "S2-09")]
public sealed class StateHistoryTests
{
    private static readonly DateTimeOffset Start = Samples.From;

    // One character is a check every 10 s: + up, - down, a blank is none. The answer: seconds of each stretch.
    public static TheoryData<string, string> Histories => new()
    {
        { "++++", "up 0-40" },
        { "++--++", "up 0-20, down 20-40, up 40-60" },
        { "---", "down 0-30" },
        { "++ ++", "up 0-50" },
        { "++  ++", "up 0-20, up 40-60" },
        { "+++---     +++", "up 0-30, down 30-60, up 110-140" },
        { "++-", "up 0-20, down 20-30" },
        { "-+-+-+", "down 0-10, up 10-20, down 20-30, up 30-40, down 40-50, up 50-60" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Histories))]
    public void A_check_speaks_until_the_next_and_after_a_pause_nothing_is_known(string checks, string expected)
    {
        var points = checks.Index().Where(check => check.Item != ' ').Select(check => Samples.At(Start.AddSeconds(check.Index * 10), check.Item == '+' ? 1 : 0)).ToList();

        Assert.Equal(expected, Told(StateHistory.Of(points, Samples.Day, window: null)));
    }

    [Fact]
    public void Nothing_is_told_of_the_time_outside_of_the_period()
    {
        MetricPoint[] points = [Samples.At(Start.AddSeconds(-5), 0), Samples.At(Start.AddSeconds(5), 0), Samples.At(Start.AddSeconds(15), 1)];
        var period = new ReportPeriod(Start, Start.AddSeconds(20));

        Assert.Equal("down 0-15, up 15-20", Told(StateHistory.Of(points, period, window: null)));
    }

    [Fact]
    public void A_point_of_a_window_speaks_for_the_time_before_it()
    {
        MetricPoint[] points = [Samples.At(Start.AddSeconds(60), 1), Samples.At(Start.AddSeconds(120), 0), Samples.At(Start.AddSeconds(180), 1)];

        Assert.Equal("up 0-60, down 60-120, up 120-180", Told(StateHistory.Of(points, Samples.Day, TimeSpan.FromSeconds(60))));
    }

    [Fact]
    public void Values_that_are_no_numbers_are_no_checks()
    {
        MetricPoint[] points = [Samples.At(Start, 1), Samples.At(Start.AddSeconds(10), double.NaN), Samples.At(Start.AddSeconds(20), 1)];

        Assert.Equal("up 0-40", Told(StateHistory.Of(points, Samples.Day, window: null)));
    }

    [Fact]
    public void A_pause_does_not_change_the_interval()
    {
        MetricPoint[] points = [.. Enumerable.Range(0, 9).Select(i => Samples.At(Start.AddSeconds(i * 15), 1)), Samples.At(Start.AddHours(9), 1)];

        Assert.Equal(TimeSpan.FromSeconds(15), StateHistory.Interval(points));
        Assert.Equal(TimeSpan.FromSeconds(30), StateHistory.Interval([]));
    }

    [Fact]
    public void The_checks_of_a_stretch_are_counted()
    {
        var spans = StateHistory.Of(Samples.Checks(i => i is < 10 or > 13), Samples.Day, window: null);

        Assert.Equal([10, 4, 2866], spans.Select(span => span.Checks));
        Assert.Equal(TimeSpan.FromMinutes(2), spans[1].Length);
    }

    private static string Told(IReadOnlyList<StateSpan> spans) =>
        string.Join(", ", spans.Select(span => $"{(span.Up ? "up" : "down")} {(span.From - Start).TotalSeconds}-{(span.To - Start).TotalSeconds}"));
}
