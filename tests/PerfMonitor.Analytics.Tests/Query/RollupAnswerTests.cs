using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Tests.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Query;

public sealed class RollupAnswerTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly LabelSet Gauge = LabelSet.Create("temperature");
    private static readonly LabelSet Counter = LabelSet.Create("requests_total");

    [Theory]
    [InlineData("max_over_time(temperature[1h])", 60, "1h")]
    [InlineData("min_over_time(temperature[3h])", 60, "1h")]
    [InlineData("sum_over_time(temperature[2h])", 60, "1h")]
    [InlineData("avg_over_time(temperature[1h])", 60, "1h")]
    [InlineData("count_over_time(temperature[1h])", 60, "1h")]
    [InlineData("present_over_time(temperature[1h])", 60, "1h")]
    [InlineData("last_over_time(temperature[1h])", 60, "1h")]
    [InlineData("temperature", 60, "1h")]
    [InlineData("timestamp(temperature)", 120, "1h")]
    [InlineData("sum(temperature) + 1", 60, "1h")]
    [InlineData("rate(requests_total[1h])", 60, "1h")]
    [InlineData("increase(requests_total[6h])", 60, "1h")]
    [InlineData("delta(requests_total[1h])", 60, "1h")]
    [InlineData("delta(temperature[1h])", 60, null)]
    [InlineData("max_over_time(temperature[1h] offset 2h)", 60, "1h")]
    [InlineData("max_over_time(temperature[30m])", 30, "1m")]
    [InlineData("rate(requests_total[5m])", 5, "1m")]
    [InlineData("temperature", 10, "1m")]
    [InlineData("max_over_time(rate(requests_total[1h])[6h:1h])", 60, "1h")]
    [InlineData("max_over_time(temperature[90s])", 1, null)]
    [InlineData("max_over_time(temperature[1h] offset 7s)", 60, null)]
    [InlineData("quantile_over_time(0.5, temperature[1h])", 60, null)]
    [InlineData("irate(requests_total[1h])", 60, null)]
    public async Task Answers_as_the_samples_do_and_says_so(string query, int stepMinutes, string? resolution)
    {
        using var history = database.Empty();
        var (gauge, counter) = Samples(history.NowMs, seed: query.Length);
        await history.CommitAsync(Gauge, gauge);
        await history.CommitAsync(Counter, counter);
        history.Clock.Advance(TimeSpan.FromMinutes(11));
        await history.CompactAsync();
        var end = Midday(history);
        var start = end - (long)TimeSpan.FromHours(30).TotalMilliseconds;

        var (result, remarks) = await history.RangeAsync(query, start, end, TimeSpan.FromMinutes(stepMinutes));

        var source = Memory((Gauge, gauge), (Counter, counter));
        var expected = await PromQuery.Parse(query).RangeAsync(source, start, end, TimeSpan.FromMinutes(stepMinutes), new EvaluationOptions(), TestContext.Current.CancellationToken);
        AssertSame((MatrixValue)expected.Value, (MatrixValue)result.Value);
        Assert.Equal(resolution is null ? [] : [$"PerfMonitor info: settled hours were read from {resolution} roll-ups, which give the same answer as the samples (sums up to rounding)"], remarks.Infos);
    }

    [Fact]
    public async Task Reads_samples_where_some_came_late_after_the_roll_up()
    {
        using var history = database.Empty();
        var (gauge, _) = Samples(history.NowMs, seed: 1);
        await history.CommitAsync(Gauge, gauge);
        history.Clock.Advance(TimeSpan.FromMinutes(11));
        await history.CompactAsync();
        var late = new Sample(gauge[30_000].TimestampMs + 1, 1_000_000);
        await history.CommitAsync(Gauge, [late]);

        var (result, _) = await history.RangeAsync("max_over_time(temperature[1d])", Midday(history), Midday(history), Hour);

        Assert.Equal(1_000_000, ((MatrixValue)result.Value).Series[0].Samples[0].Value);
    }

    [Fact]
    [Trait("feature", "S2-17")]
    public async Task Answers_from_roll_ups_when_the_samples_are_no_longer_kept_and_says_that_too()
    {
        using var history = database.Empty(new() { RetentionDays = 1, HourRollupDays = 100 });
        var (gauge, _) = Samples(history.NowMs, seed: 2);
        await history.CommitAsync(Gauge, gauge);
        var end = history.NowMs;
        history.Clock.Advance(TimeSpan.FromMinutes(11));
        await history.CompactAsync();
        history.Clock.Advance(TimeSpan.FromDays(9));
        await history.Sweep.SweepAsync(history.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        Assert.Empty(await history.QueryAsync<long>("SELECT start_ms FROM history.chunks"));
        var (exact, _) = await history.RangeAsync("max_over_time(temperature[1d])", end, end, Hour);
        var (thinned, remarks) = await history.RangeAsync("quantile_over_time(1, temperature[1d])", end - 1_000, end - 1_000, Hour);

        Assert.Equal(gauge.Where(sample => sample.TimestampMs > end - 86_400_000).Max(sample => sample.Value), ((MatrixValue)exact.Value).Series[0].Samples[0].Value);
        Assert.Single(((MatrixValue)thinned.Value).Series);
        Assert.Equal(["PerfMonitor info: samples that are no longer kept were read from 1m roll-ups; where a window does not begin and end at a multiple of 1m, or its function needs single samples, the answer is an approximation"], remarks.Infos);
    }

    [Theory]
    [InlineData("rate(requests_total[1h])", true)]
    [InlineData("sum_over_time(requests_total[2h])", true)]
    [InlineData("last_over_time(requests_total[1h])", true)]
    [InlineData("requests_total", false)]
    public async Task A_series_that_ended_and_came_back_is_answered_as_by_its_samples(string query, bool fromRollups)
    {
        using var history = database.Empty();
        var counter = WithFailedScrapes(Samples(history.NowMs, seed: 3).Counter, StaleMarker.Value);
        await history.CommitAsync(Counter, counter);
        history.Clock.Advance(TimeSpan.FromMinutes(11));
        await history.CompactAsync();
        var (start, end) = (Midday(history) - (long)TimeSpan.FromHours(30).TotalMilliseconds, Midday(history));

        var (result, remarks) = await history.RangeAsync(query, start, end, Hour);

        var expected = await PromQuery.Parse(query).RangeAsync(Memory((Counter, counter)), start, end, Hour, new EvaluationOptions(), TestContext.Current.CancellationToken);
        AssertSame((MatrixValue)expected.Value, (MatrixValue)result.Value);
        Assert.Equal(fromRollups, remarks.Infos.Count == 1);
    }

    [Fact]
    public async Task The_growth_of_a_counter_with_failed_scrapes_outlives_its_samples()
    {
        var (counter, result, remarks, end) = await ExpiredRateAsync(StaleMarker.Value, "rate(requests_total[1h])");

        var expected = await PromQuery.Parse("rate(requests_total[1h])").RangeAsync(
            Memory((Counter, counter)), end - 10 * 3_600_000, end, Hour, new EvaluationOptions(), TestContext.Current.CancellationToken);
        AssertSame((MatrixValue)expected.Value, result);
        Assert.Single(remarks.Infos);
    }

    [Fact]
    public async Task Growth_that_no_roll_up_tells_is_taken_between_them_rather_than_for_none_and_said()
    {
        var (_, hourly, remarks, _) = await ExpiredRateAsync(double.NaN, "rate(requests_total[1h])");
        Assert.Empty(hourly.Series);
        Assert.Contains(remarks.Infos, static info => info.Contains("do not tell how a counter grew", StringComparison.Ordinal));

        var (_, byHalfDays, _, _) = await ExpiredRateAsync(double.NaN, "increase(requests_total[12h])");
        var steps = Assert.Single(byHalfDays.Series).Samples;
        Assert.All(steps, static step => Assert.InRange(step.Value, 1, double.MaxValue));
        Assert.Equal(11, steps.Count);
    }

    // Of a counter that is scraped every five seconds and has a mark in the midst of each block; one-hour roll-ups alone are left.
    private async Task<(List<Sample> Counter, MatrixValue Result, ReadRemarks Remarks, long EndMs)> ExpiredRateAsync(double mark, string query)
    {
        using var history = database.Empty(new() { RetentionDays = 1, MinuteRollupDays = 1, HourRollupDays = 100 });
        var counter = WithFailedScrapes(Samples(history.NowMs, seed: 4).Counter, mark);
        await history.CommitAsync(Counter, counter);
        var end = ChunkCutter.BlockOf(history.NowMs) - ChunkCutter.BlockMs;
        history.Clock.Advance(TimeSpan.FromMinutes(11));
        await history.CompactAsync();
        history.Clock.Advance(TimeSpan.FromDays(9));
        await history.Sweep.SweepAsync(history.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        var (result, remarks) = await history.RangeAsync(query, end - 10 * 3_600_000, end, Hour);

        return (counter, (MatrixValue)result.Value, remarks, end);
    }

    private static List<Sample> WithFailedScrapes(List<Sample> samples, double mark) =>
        [.. samples.Select((sample, i) => i % 1_000 == 500 ? sample with { Value = mark } : sample)];

    private static long Midday(StoredHistory history) => history.NowMs - (11 * 60_000);

    // Two days at five seconds with jitter, some of it on the edges of buckets; the counter begins anew now and then.
    private static (List<Sample> Gauge, List<Sample> Counter) Samples(long endMs, int seed)
    {
        var random = new Random(seed);
        var (gauge, counter, count) = (new List<Sample>(), new List<Sample>(), 0.0);
        for (var at = endMs - (long)TimeSpan.FromDays(2).TotalMilliseconds; at <= endMs; at += 5_000)
        {
            var jittered = at % 60_000 == 0 ? at : at + random.Next(-900, 900);
            count = random.Next(2_000) == 0 ? random.Next(3) : count + random.Next(10);
            gauge.Add(new Sample(jittered, Math.Round(random.NextDouble() * 100, 2)));
            counter.Add(new Sample(jittered, count));
        }

        return (gauge, counter);
    }

    private static MemorySeriesSource Memory(params (LabelSet Labels, List<Sample> Samples)[] series)
    {
        var source = new MemorySeriesSource();
        foreach (var (labels, samples) in series)
        {
            samples.ForEach(sample => source.Add(labels, sample.TimestampMs, sample.Value));
        }

        return source;
    }

    private static void AssertSame(MatrixValue expected, MatrixValue actual)
    {
        Assert.Equal(expected.Series.Select(series => series.Labels), actual.Series.Select(series => series.Labels));
        foreach (var (one, other) in expected.Series.Zip(actual.Series))
        {
            Assert.Equal(one.Samples.Select(sample => sample.TimestampMs), other.Samples.Select(sample => sample.TimestampMs));
            Assert.All(one.Samples.Zip(other.Samples), pair => Assert.Equal(pair.First.Value, pair.Second.Value, Math.Abs(pair.First.Value) * 1e-12));
        }
    }
}
