using PerfMonitor.PromQL.Evaluation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Tests.Evaluation;

public sealed class LimitTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Too_many_samples_are_refused()
    {
        var refusal = await Refusal("up[10m]", EvaluationOptions.Default with { MaxSamples = 5 });

        Assert.Equal("1:1: query processing would load too many samples into memory in query execution: more than 5 (MaxSamples); narrow the selectors, the range or the resolution", refusal.Message);
        Assert.Equal("execution", refusal.ErrorType);
    }

    [Fact]
    public async Task Too_many_series_are_refused() =>
        Assert.StartsWith("2:3: query processing would load too many series", (await Refusal("1 +\n  up", EvaluationOptions.Default with { MaxSeries = 1 })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Values_computed_count_as_samples_do() =>
        Assert.StartsWith("1:5: query processing would load too many samples", (await RangeRefusal("1 + vector(time())", EvaluationOptions.Default with { MaxSamples = 1_000 })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Too_many_steps_are_refused() =>
        Assert.Equal("the query has 3601 steps, more than 3600; take a longer step or a shorter range", (await RangeRefusal("up", EvaluationOptions.Default with { MaxSteps = 3_600 })).Message);

    [Fact]
    public async Task Too_many_steps_of_a_subquery_are_refused() =>
        Assert.Equal("1:15: the subquery has 3600 steps, more than 1000; take a longer step or a shorter range", (await Refusal("sum_over_time(up[1h:1s])", EvaluationOptions.Default with { MaxSubquerySteps = 1_000 })).Message);

    [Fact]
    public async Task Too_many_values_in_windows_are_refused_where_the_samples_are_few()
    {
        var options = EvaluationOptions.Default with { MaxVisits = 2_000_000, BoundPrefix = "Query:" };

        Assert.Equal(
            "1:1: query processing would look at too many values: more than 2000000 (Query:MaxVisits), a sample counted in each window that it is in; take a longer step, a shorter range or fewer series",
            (await RangeRefusal("quantile_over_time(0.5, vector(time())[3600s:1s])", options)).Message);
    }

    [Theory]
    [InlineData("sum_over_time(x[30m])")]
    [InlineData("increase(x[30m] anchored)")]
    [InlineData("x + on() group_left() vector(1)")]
    public async Task Windows_of_any_kind_and_paired_values_count_as_looked_at(string query)
    {
        var source = new MemorySeriesSource();
        for (int i = 0; i < 100; i++)
        {
            for (int second = 0; second < 3_600; second += 60) source.Add(LabelSet.Create("x", new Label("i", $"{i}")), second * 1_000, 1);
        }

        var refusal = await Assert.ThrowsAsync<PromEvaluationException>(() => PromQuery.Parse(query).RangeAsync(
            source, 0, 3_600_000, TimeSpan.FromSeconds(1), EvaluationOptions.Default with { MaxVisits = 1 }, Cancellation));

        Assert.Contains("more than 1 (MaxVisits)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_goes_away_stops_a_query_within_a_series()
    {
        using var gone = new CancellationTokenSource();
        var grid = new StepGrid(0, 1_000, 10_000);
        long[] timestamps = [.. Enumerable.Range(0, 10_000).Select(i => i * 1_000L)];
        var range = new RangeVector([new RangeSeries(LabelSet.Create("x"), timestamps, new double[10_000], DropsName: false)], grid, RangeMs: 10_000_000);
        var context = new EvaluationContext(
            EvaluationOptions.Default, new QueryTime(0, 0, 0), selected: null!, new EvaluationBudget(EvaluationOptions.Default), new Annotations(""), gone.Token);
        int windows = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => WindowEvaluation.Apply(range, grid, LeavesAtTheFirst, default, keepsName: true, context));

        // The windows grow by one value each: so many hold what may be looked at between two checks.
        Assert.InRange(windows, 1, 1_000);

        double LeavesAtTheFirst(in RangeWindow window)
        {
            windows++;
            gone.Cancel();
            return 0;
        }
    }

    [Fact]
    public async Task A_query_that_takes_too_long_says_so()
    {
        var options = EvaluationOptions.Default with { Timeout = TimeSpan.FromMilliseconds(1) };

        var refusal = await Assert.ThrowsAsync<PromTimeoutException>(() => PromQuery.Parse("up").InstantAsync(new NeverAnswering(), 0, options, Cancellation));

        Assert.Equal("query timed out in expression evaluation: it ran longer than 1ms (Timeout)", refusal.Message);
        Assert.Equal("timeout", refusal.ErrorType);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_its_query()
    {
        using var gone = new CancellationTokenSource();
        var running = PromQuery.Parse("up").InstantAsync(new NeverAnswering(), 0, null, gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_source_is_told_what_the_query_still_accepts()
    {
        var source = new Recording();

        await PromQuery.Parse("up + down").InstantAsync(source, 60_000, EvaluationOptions.Default with { MaxSamples = 100, MaxSeries = 7 }, Cancellation);

        Assert.Equal([(100L, 7), (99L, 7)], source.Seen.Select(s => (s.MaxSamples, s.MaxSeries)));
    }

    [Fact]
    public async Task The_cost_of_an_answer_is_told()
    {
        var result = await PromQuery.Parse("sum(up)").InstantAsync(Source(), 300_000, null, Cancellation);

        Assert.Equal(2, result.Statistics.SeriesSelected);
        Assert.Equal(10, result.Statistics.SamplesSelected);
    }

    private static async Task<PromEvaluationException> Refusal(string query, EvaluationOptions options) =>
        await Assert.ThrowsAsync<PromEvaluationException>(() => PromQuery.Parse(query).InstantAsync(Source(), 300_000, options, Cancellation));

    private static async Task<PromEvaluationException> RangeRefusal(string query, EvaluationOptions options) =>
        await Assert.ThrowsAsync<PromEvaluationException>(() => PromQuery.Parse(query).RangeAsync(Source(), 0, 3_600_000, TimeSpan.FromSeconds(1), options, Cancellation));

    private static MemorySeriesSource Source()
    {
        var source = new MemorySeriesSource();
        foreach (string instance in (string[])["a", "b"])
        {
            for (int minute = 0; minute < 10; minute++) source.Add(LabelSet.Create("up", new Label("instance", instance)), minute * 60_000, 1);
        }

        return source;
    }

    private sealed class NeverAnswering : ISeriesSource
    {
        public async ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return [];
        }
    }

    private sealed class Recording : ISeriesSource
    {
        public List<SeriesSelection> Seen { get; } = [];

        public ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
        {
            Seen.Add(selection);
            return new([new SeriesSamples(LabelSet.Create("x"), new long[] { 0 }, new double[] { 1 })]);
        }
    }
}
