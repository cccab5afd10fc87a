using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Reports;

public sealed class AlertSectionTests
{
    private static readonly ReportPeriod Day = Samples.Day;

    // Hours from the start of the period; null is still active.
    [Theory]
    [InlineData(-10.0, -1.0, false)]
    [InlineData(-10.0, 0.0, true)]
    [InlineData(-10.0, 5.0, true)]
    [InlineData(-10.0, null, true)]
    [InlineData(5.0, 6.0, true)]
    [InlineData(5.0, 30.0, true)]
    [InlineData(24.0, null, false)]
    [InlineData(25.0, 26.0, false)]
    public void Alerts_active_at_some_time_of_the_period_are_in_it(double start, double? end, bool expected)
    {
        Assert.Equal(expected, Build(Samples.Alert("a", "info", Day.From.AddHours(start), end is { } hours ? Day.From.AddHours(hours) : null)).Alerts.Count == 1);
    }

    [Fact]
    public void What_happened_after_the_period_is_not_told()
    {
        var entry = Build(Samples.Alert("a", "critical", Day.From.AddHours(-2), Day.To.AddHours(3)) with { AcknowledgedBy = "ada", AcknowledgedAt = Day.To.AddHours(1) }).Alerts.Single();

        Assert.Null(entry.End);
        Assert.Equal(TimeSpan.FromHours(26), entry.Duration);
        Assert.True(entry.BeganBefore);
        Assert.Null(entry.AcknowledgedBy);
    }

    [Fact]
    public void Levels_are_counted_and_the_oldest_is_first()
    {
        var report = Build(
            Samples.Alert("b", "Critical", Day.From.AddHours(3), Day.From.AddHours(4)),
            Samples.Alert("a", "warning", Day.From.AddHours(1), null),
            Samples.Alert("c", "warning", Day.From.AddHours(-1), Day.From.AddHours(2)));

        Assert.Equal(["c", "a", "b"], report.Alerts.Select(alert => alert.Name));
        Assert.Equal((1, 2, 0, 1, 1), (report.Count("critical"), report.Count("warning"), report.Count("info"), report.ActiveAtEnd, report.Older));
    }

    [Fact]
    public void An_alert_without_a_summary_is_told_by_its_labels()
    {
        var alert = Samples.Alert("a", "info", Day.From, null) with { Annotations = new Dictionary<string, string>() };

        Assert.Equal("a of shop", Build(Samples.Alert("a", "info", Day.From, null)).Alerts[0].Subject);
        Assert.Equal("target=shop", Build(alert).Alerts[0].Subject);
    }

    private static AlertReport Build(params AlertRecord[] alerts) => AlertSection.Build(Samples.Empty with { Alerts = alerts }, Day);
}
