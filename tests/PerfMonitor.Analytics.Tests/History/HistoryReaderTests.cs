using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class HistoryReaderTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private const long HourMs = 3_600_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task Many_series_of_a_settled_time_are_read_with_what_came_late_for_one_of_them_whatever_has_become_of_it(short level)
    {
        using var history = database.Empty();
        var old = history.NowMs - (100 * HourMs) + (HourMs / 2);
        var series = Enumerable.Range(0, 40).Select(static i => LabelSet.Create("cpu", [new Label("instance", $"web-{i}")])).ToList();
        foreach (var one in series)
        {
            await history.CommitAsync(one, [new(old, 1)]);
        }

        await history.CompactAsync();
        Assert.Equal(40, await CountAsync());

        // One chunk, which begins before what is asked for.
        await history.CommitAsync(series[7], [new(old - 90_000, 2), new(old + 1_000, 2)]);
        await history.ExecuteAsync($"UPDATE history.recent SET level = {level}");
        Assert.Equal(41, await CountAsync());

        async Task<int> CountAsync()
        {
            var samples = series.ToDictionary(static one => one.Id, static _ => new SampleColumns());
            await history.Store.ReadAsync(new HistoryRange(samples, old - 60_000, old + 60_000), new SampleBudget(long.MaxValue), rollups: null, TestContext.Current.CancellationToken);
            return samples.Values.Sum(static columns => columns.ToList().Count);
        }
    }
}
