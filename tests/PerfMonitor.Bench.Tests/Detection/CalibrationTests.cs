using PerfMonitor.Analysis.Detection;
using PerfMonitor.Bench.Detection.Calibration;
using PerfMonitor.Bench.Detection.Robustness;

namespace PerfMonitor.Bench.Tests.Detection;

/// <summary>On made-up series, of which it is known what is wrong with them, a probability means what it says.</summary>
[Trait("feature", "S2-33")]
[Trait("feature", "S2-81")]
public sealed class CalibrationTests
{
    private static readonly Lazy<IReadOnlyList<Alert>> Measured = new(() => CalibrationCommand.MadeUp([.. MadeUpBehaviour.All, .. MadeUpBehaviour.Others]));

    /// <summary>Alerts between two probabilities; how many of them are right, less what they promise on average.</summary>
    [Theory]
    [InlineData(0.7, 0.8, -0.03, 0.14)]
    [InlineData(0.8, 0.9, -0.03, 0.08)]
    [InlineData(0.9, 0.95, -0.03, 0.03)]
    [InlineData(0.95, 1.01, -0.03, 0.01)]
    public void As_many_alerts_are_right_as_they_promise(double from, double to, double least, double most)
    {
        Alert[] alerts = [.. Measured.Value.Where(alert => alert.Probability >= from && alert.Probability < to)];

        Assert.InRange(alerts.Length, 50, 1_000);
        Assert.InRange(alerts.Average(static alert => alert.IsRight ? 1 : 0) - alerts.Average(static alert => alert.Probability), least, most);
    }

    [Fact]
    public void From_the_usual_threshold_on_nine_of_ten_alerts_are_right()
    {
        Alert[] alerts = [.. Measured.Value.Where(static alert => alert.Probability >= AnomalyLevels.Warning)];

        Assert.True(ReliabilityTable.Interval(alerts.Count(static alert => alert.IsRight), alerts.Length).Lower > 0.9);
    }
}
