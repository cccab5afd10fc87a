using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Recommendations;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analysis.Tests.Capacity;
using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analysis.Tests.Recommendations;

/// <summary>Recommendations from forecasts, error budgets and trends.</summary>
[Trait("feature", "S2-86")]
public sealed class SituationTests
{
    private static readonly Measurements Nothing = new(new Dictionary<string, double>());

    [Fact]
    [Trait("feature", "S2-84")]
    public void Names_what_runs_out_in_the_order_in_which_it_does()
    {
        var advice = Assert.Single(Recommend(
            new("disk", new WithinHorizon(TimeSpan.FromHours(5), TimeSpan.FromHours(9), null, "0.95 is reached in 9 h"), null, null),
            new("idle", new NotWithinHorizon(TimeSpan.FromDays(1), "not within 24 h"), null, null),
            new("perhaps", new WithinHorizon(TimeSpan.FromHours(1), null, null, "0.95 is not expected"), null, null),
            new("memory", new AlreadyBeyond(0.99, "0.99 is already at or above 0.95"), null, null)));

        Assert.Equal(("runs-out", RecommendationKind.Resources), (advice.Rule, advice.Kind));
        Assert.Equal(["memory: 0.99 is already at or above 0.95", "disk: 0.95 is reached in 9 h"], advice.Evidence);
    }

    [Theory]
    [InlineData(AllocationAdvice.Grow, "allocate-more")]
    [InlineData(AllocationAdvice.Keep, null)]
    [InlineData(AllocationAdvice.Shrink, "allocate-less")]
    [Trait("feature", "S2-85")]
    public void Suggests_how_much_to_allocate(AllocationAdvice advice, string? rule) =>
        Assert.Equal(rule, Recommend(new ResourceOutlook("pool", new CannotTell("?"), new Allocation(advice, 10, 6, 8, "a peak of 6"), null)).SingleOrDefault()?.Rule);

    [Theory]
    [InlineData(4, 2, "scale-out")]
    [InlineData(2, 2, null)]
    [InlineData(1, 2, "scale-in")]
    [Trait("feature", "S2-96")]
    public void Suggests_how_many_instances_to_run(int instances, int now, string? rule) =>
        Assert.Equal(rule, Recommend(new ResourceOutlook("cpu", new CannotTell("?"), null, new Scaling(instances, now, new CannotTell("?"), "run more"))).SingleOrDefault()?.Rule);

    [Theory]
    [InlineData(ObjectiveState.Critical, -0.2, "budget-burns")]
    [InlineData(ObjectiveState.Increasing, 0.7, "budget-burns")]
    [InlineData(ObjectiveState.Recovering, -0.2, "budget-used-up")]
    [InlineData(ObjectiveState.Acceptable, 0.7, null)]
    [InlineData(ObjectiveState.NoData, null, null)]
    public void Speaks_of_budgets_that_go_or_are_gone(ObjectiveState state, double? left, string? rule)
    {
        var status = new ObjectiveStatus(state, 0.99, left, null, null, [], "99 % good");

        var advice = Advisor.Recommend(new Situation(Nothing, [], [("shop", status)], [])).SingleOrDefault();

        Assert.Equal((rule, rule is null ? null : "shop: 99 % good"), (advice?.Rule, advice?.Evidence.Single()));
    }

    [Theory]
    [InlineData(Better.Lower, "slowly-worse")]
    [InlineData(Better.Higher, null)]
    [Trait("feature", "S2-08")]
    public void Speaks_of_what_slowly_gets_worse(Better better, string? rule)
    {
        var rising = Degradation.Of(Outlook.Hourly([.. Enumerable.Range(0, 100).Select(i => 100.0 + i)]), better);

        var advice = Advisor.Recommend(new Situation(Nothing, [], [], [("memory of db-1", rising)])).SingleOrDefault();

        Assert.Equal(rule, advice?.Rule);
        Assert.All(advice?.Evidence ?? [], words => Assert.StartsWith("memory of db-1 rises by 1 an hour", words, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_five_and_counts_the_rest()
    {
        var many = Enumerable.Range(1, 8).Select(i => new ResourceOutlook($"disk {i}", new AlreadyBeyond(i, "full"), null, null));

        Assert.Equal(["disk 1: full", "disk 2: full", "disk 3: full", "disk 4: full", "disk 5: full", "and 3 more"], Recommend([.. many]).Single().Evidence);
    }

    private static IReadOnlyList<Recommendation> Recommend(params ResourceOutlook[] resources) => Advisor.Recommend(new Situation(Nothing, resources, [], []));
}
