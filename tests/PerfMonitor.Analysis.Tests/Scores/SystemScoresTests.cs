using PerfMonitor.Analysis.Scores;

namespace PerfMonitor.Analysis.Tests.Scores;

public sealed class SystemScoresTests
{
    private static readonly SystemReading Perfect = new()
    {
        Requests = new Apdex(1_000, 0, 0),
        ErrorRatio = 0,
        AvailabilityRatio = 1,
        CpuRatio = 0.2,
        MemoryRatio = 0.3,
        DiskRatio = 0.4,
        Alerts = default(AlertCounts),
    };

    [Fact]
    [Trait("feature", "S1-38")]
    public void Are_100_where_nothing_is_to_be_wished_for()
    {
        var scores = SystemScores.Of(Perfect);

        Assert.Equal((100, 100, 100), (scores.Health.Value, scores.Optimization.Value, scores.Satisfaction));
        Assert.Equal(["availability", "errors", "latency", "saturation", "alert_load"], scores.Health.Parts.Select(part => part.Name));
        Assert.Equal(1, scores.Health.Parts.Sum(part => part.Weight), 12);
        Assert.Equal(1, scores.Optimization.Parts.Sum(part => part.Weight), 12);
    }

    // health = Σ w·s with w = .30 availability, .25 errors, .20 latency, .15 saturation, .10 alert load.
    [Theory]
    [InlineData("availability", 70, 90)]
    [InlineData("errors", 75, 85)]
    [InlineData("latency", 80, 65)]
    [InlineData("saturation", 85, 70)]
    [InlineData("alert_load", 90, 90)]
    [Trait("feature", "S1-44")]
    public void Lose_the_weight_of_the_part_that_is_at_its_worst(string part, double health, double optimization)
    {
        var reading = part switch
        {
            "availability" => Perfect with { AvailabilityRatio = 0.5 },
            "errors" => Perfect with { ErrorRatio = 0.2 },
            "latency" => Perfect with { Requests = new Apdex(0, 0, 50) },
            "saturation" => Perfect with { MemoryRatio = 0.99 },
            _ => Perfect with { Alerts = new AlertCounts(3, 0, 0) },
        };

        var scores = SystemScores.Of(reading);

        Assert.Equal(health, scores.Health.Value!.Value, 9);
        Assert.Equal(optimization, scores.Optimization.Value!.Value, 9);
    }

    [Fact]
    public void Leave_out_and_name_what_is_not_measured()
    {
        var scores = SystemScores.Of(Perfect with { AvailabilityRatio = null, CpuRatio = 0.95 });

        // (25·100 + 20·100 + 15·0 + 10·100) / 70
        Assert.Equal(5_500 / 70.0, scores.Health.Value!.Value, 9);
        Assert.Equal("without availability, which is not measured; the other weights are scaled to 100 %", scores.Health.Reason);
        Assert.Equal("nothing was probed", scores.Health.Parts[0].Reason);
        Assert.Equal("CPU is the fullest resource at 95.0 %", scores.Health.Parts[3].Reason);
    }

    [Fact]
    public void Are_unknown_where_less_than_half_of_the_weight_is_measured()
    {
        var scores = SystemScores.Of(new SystemReading { CpuRatio = 0.2, Alerts = default(AlertCounts), ErrorRatio = double.NaN });

        Assert.Equal((null, null, null), (scores.Health.Value, scores.Optimization.Value, scores.Satisfaction));
        Assert.Equal("not enough data: 25 % of the weight is measured, 50 % needed; missing: availability, errors, latency", scores.Health.Reason);
        Assert.Equal("no response times were measured", scores.SatisfactionReason);
    }

    [Theory]
    [InlineData(0.9, 100)]
    [InlineData(1, 100)]
    [InlineData(3, 50)]
    [InlineData(5, 0)]
    [InlineData(9, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(double.NaN, null)]
    public void Follow_a_straight_line_from_the_good_end_to_the_bad(double value, int? score) => Assert.Equal(score, new ScoreCurve(Good: 1, Bad: 5).At(value));

    [Fact]
    public void A_curve_may_run_the_other_way() => Assert.Equal(50, new ScoreCurve(Good: 0.999, Bad: 0.99).At(0.9945)!.Value, 9);

    [Fact]
    public void Satisfaction_counts_failures_as_frustrated_however_fast()
    {
        var apdex = Apdex.Of([(0.5, true), (0.4, true), (0.51, true), (2, true), (2.01, true), (0.01, false), (double.NaN, true)], thresholdSeconds: 0.5);

        Assert.Equal(new Apdex(2, 2, 3), apdex);
        Assert.Equal(3 / 7.0, apdex.Index!.Value, 12);
        Assert.Equal("apdex 0.43: 2 satisfied, 2 tolerating, 3 frustrated (a small group, fewer than 100)", apdex.Words());
        Assert.Null(default(Apdex).Index);
    }
}
