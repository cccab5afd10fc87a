using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Impact;

namespace PerfMonitor.Analysis.Tests.Impact;

public sealed class LossEstimatorTests
{
    private static readonly Shop Slow = new(seed: 3);

    [Fact]
    public void A_loss_is_told_with_what_was_expected_and_what_explains_it()
    {
        var loss = Estimated(Slow.Question);

        Assert.Equal(LossVerdict.Lost, loss.Verdict);
        Assert.InRange(Slow.Truth, loss.Lower, loss.Upper);
        Assert.Equal(loss.Amount, loss.Expected - loss.Actual, 6);
        Assert.Equal(Slow.Takings[Slow.From..].Sum() * Shop.StepMs / 1_000, loss.Actual, 4);
        Assert.Equal([Shop.Day], loss.Seasons);
        Assert.Equal((8, 8, Slow.From), (loss.Measured, loss.Steps, loss.History));
        var latency = Assert.Single(loss.Parts);
        Assert.InRange(-2, latency.Effect!.Lower, latency.Effect.Upper);
        Assert.Equal(loss.Explained!.Value, latency.Amount!.Value, 4);
        Assert.InRange(latency.During!.Value - latency.Usual!.Value, 1.8, 2.2);
        Assert.Contains("goes with latency", loss.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_question_has_the_same_answer() => Assert.Equal(Estimated(Slow.Question).Reason, Estimated(Slow.Question).Reason);

    [Fact]
    public void The_course_follows_the_time_of_day_and_holds_what_was_measured_before()
    {
        var quiet = new Shop(seed: 4, slower: 0, incident: 48);

        var course = Estimated(quiet.Question).Course;

        Assert.Equal(Enumerable.Range(quiet.From - 48, 96).Select(static step => step * Shop.StepMs), course.Select(static step => step.TimeMs));
        Assert.InRange(course.Select((step, index) => (step, value: quiet.Takings[quiet.From - 48 + index])).Count(static one => one.value >= one.step.Lower && one.value <= one.step.Upper), 87, 96);
    }

    [Fact]
    public void An_amount_per_minute_counts_by_the_minute() =>
        Assert.Equal(Estimated(Slow.Question).Amount / 60, Estimated(Slow.Question with { PerSeconds = 60 }).Amount, 6);

    [Fact]
    public void More_than_expected_is_a_gain_and_what_chance_may_account_for_no_loss()
    {
        var (gain, nothing) = (Estimated(new Shop(seed: 5, slower: -2).Question), Estimated(new Shop(seed: 6, slower: 0).Question));

        Assert.Equal((LossVerdict.Gained, LossVerdict.NotShown), (gain.Verdict, nothing.Verdict));
        Assert.StartsWith($"no loss: about {-gain.Amount:#,0} € more than expected (95% between {-gain.Upper:#,0} € and {-gain.Lower:#,0} €): ", gain.Reason, StringComparison.Ordinal);
        Assert.StartsWith("a loss is not shown: chance may account for the difference of ", nothing.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("goes with", gain.Reason + nothing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_incident_that_is_named_does_not_lower_the_expectation()
    {
        double[] takings = [.. Slow.Takings];
        takings.AsSpan(400, 90).Clear();
        var earlier = new Incident(399 * Shop.StepMs, 489 * Shop.StepMs);
        var question = Slow.Question with { Kpi = new RegularSeries(0, Shop.StepMs, takings) };

        Assert.InRange(Slow.Truth, Estimated(question with { Excluded = [earlier] }).Lower, Estimated(question with { Excluded = [earlier] }).Upper);
        Assert.True(Estimated(question).Upper - Estimated(question).Lower > 1.5 * (Estimated(question with { Excluded = [earlier] }).Upper - Estimated(question with { Excluded = [earlier] }).Lower));
    }

    [Fact]
    public void Gaps_are_neither_loss_nor_history()
    {
        double[] takings = [.. Slow.Takings];
        takings.AsSpan(100, 50).Fill(double.NaN);
        takings.AsSpan(Slow.From, 3).Fill(double.NaN);

        var loss = Estimated(Slow.Question with { Kpi = new RegularSeries(0, Shop.StepMs, takings) });

        Assert.Equal((5, 8, Slow.From - 50), (loss.Measured, loss.Steps, loss.History));
        Assert.InRange(Slow.Truth * 5 / 8, loss.Lower, loss.Upper);
        Assert.Contains("measured in 5 of 8 steps", loss.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_explain_is_left_out_with_its_reason()
    {
        double[] still = [.. Enumerable.Repeat(0.0, Slow.Takings.Length)], scarce = [.. Slow.Latency];
        scarce.AsSpan(0, Slow.From / 2).Fill(double.NaN);

        var loss = Estimated(Slow.Question with { Explanatory = [new Explanatory("errors", still), new Explanatory("latency", Slow.Latency), new Explanatory("new", scarce)] });

        Assert.Equal(
            [
                "left out: it stood still before the incident, so nothing shows what it does to the KPI",
                "left out: it has 687 of 1100 values needed before the incident",
            ],
            [loss.Parts[0].Reason, loss.Parts[2].Reason]);
        Assert.Equal(loss.Explained!.Value, loss.Parts[1].Amount!.Value, 4);
        Assert.Null(Estimated(Slow.Question with { Explanatory = [new Explanatory("errors", still)] }).Explained);
    }

    [Fact]
    public void Two_series_that_tell_the_same_share_the_effect()
    {
        var loss = Estimated(Slow.Question with { Explanatory = [new Explanatory("p50", Slow.Latency), new Explanatory("p50 again", Slow.Latency)] });

        Assert.Equal(Estimated(Slow.Question).Explained!.Value, loss.Explained!.Value, loss.Explained.Value / 100);
        Assert.Equal(loss.Parts[0].Effect!.Value, loss.Parts[1].Effect!.Value, 6);
    }

    public static TheoryData<string, LossQuestion> Refused => new()
    {
        { "not enough data: 60 of 100 values needed before the incident", Flat(step => step % 7, from: 60) },
        { "not enough data: 120 of 160 values needed before the incident", Flat(step => step % 7, from: 120, to: 160) },
        { "all 300 values before the incident are 5: nothing shows by how much the KPI moves by itself", Flat(static _ => 5, from: 300) },
        { "not enough data: the KPI has 1 of 5 values needed within the incident; where no value means none was earned, add 'or vector(0)'", Flat(step => step > 300 ? double.NaN : step % 7, from: 300) },
        { "the incident holds no step: make the step shorter than the incident", Flat(step => step % 7, from: 300) with { Incident = new Incident(300 * Shop.StepMs, (301 * Shop.StepMs) - 1) } },
        { "not enough data: the 300 values before the incident resemble each other so much that they are worth 1 of 4 needed; look further back", Flat(static step => Math.Pow(step - 150, 3), from: 300) with { Season = 1 } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_told_says_what_is_missing(string reason, LossQuestion question) => Assert.Equal(new LossRefused(reason), LossEstimator.Estimate(question));

    private static LossQuestion Flat(Func<int, double> value, int from, int? to = null) => new(
        new RegularSeries(0, Shop.StepMs, [.. Enumerable.Range(0, (to ?? from + 10) + 1).Select(value)]), new Incident((from - 1) * Shop.StepMs, ((to ?? from + 9) - (to is null ? 0 : 1)) * Shop.StepMs), []);

    private static Loss Estimated(LossQuestion question) => Assert.IsType<Loss>(LossEstimator.Estimate(question));
}
