using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Translation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RunningTotalTests
{
    [Fact]
    public void Adds_up_points_in_order()
    {
        var total = new RunningTotal<SumValue>();

        Assert.Equal([1, 3, 6, 10, 15, 21, 28, 36, 45, 55], Enumerable.Range(1, 10).Select(i =>
        {
            Assert.Equal(DeltaOutcome.Added, total.Add((ulong)i, new SumValue(i), out var sum));
            return sum.Value;
        }));
    }

    [Fact]
    public void Yields_the_same_total_for_a_point_sent_again()
    {
        var total = new RunningTotal<SumValue>();
        total.Add(1, new SumValue(5), out _);
        total.Add(2, new SumValue(7), out _);

        Assert.Equal(DeltaOutcome.Added, total.Add(1, new SumValue(5), out var first));
        Assert.Equal(DeltaOutcome.Added, total.Add(2, new SumValue(7), out var second));
        Assert.Equal(DeltaOutcome.Added, total.Add(3, new SumValue(1), out var third));

        Assert.Equal([5, 12, 13], [first.Value, second.Value, third.Value]);
    }

    [Fact]
    public void Refuses_another_value_for_a_time_it_has_added()
    {
        var total = new RunningTotal<SumValue>();
        total.Add(1, new SumValue(5), out _);

        Assert.Equal(DeltaOutcome.Duplicate, total.Add(1, new SumValue(6), out _));
    }

    [Fact]
    public void Refuses_a_point_older_than_those_it_remembers()
    {
        var total = new RunningTotal<SumValue>();
        for (var i = 10; i < 20; i++)
        {
            total.Add((ulong)i, new SumValue(1), out _);
        }

        Assert.Equal(DeltaOutcome.OutOfOrder, total.Add(11, new SumValue(1), out _));
    }

    [Fact]
    public void Histograms_with_other_bounds_begin_anew()
    {
        var first = new HistogramValue([1], [2, 3], 5, 10);

        Assert.Equal([3UL, 5], first.Plus(new HistogramValue([1], [1, 2], 3, 4)).Counts);
        Assert.Equal([1UL, 2, 4], first.Plus(new HistogramValue([1, 2], [1, 2, 4], 7, 4)).Counts);
    }

    [Fact]
    public void Are_kept_for_so_many_series_and_for_so_long()
    {
        var store = new DeltaStore(new TranslationOptions { MaximumDeltaSeries = 1, DeltaIdleTime = TimeSpan.FromMinutes(1) });
        var (a, b) = (SeriesOf("a_total"), SeriesOf("b_total"));

        Assert.True(store.TryAdd(a, 1, new SumValue(5), nowMs: 0, out _, out _));
        Assert.False(store.TryAdd(b, 1, new SumValue(5), nowMs: 0, out _, out var refusal));
        Assert.Equal(RefusalReason.DeltaSeriesLimit, refusal.Reason);
        Assert.Equal(0, store.Sweep(nowMs: 60_000));
        Assert.Equal(1, store.Sweep(nowMs: 60_001));
        Assert.True(store.TryAdd(b, 1, new SumValue(5), nowMs: 60_001, out _, out _));
    }

    private static Series SeriesOf(string metric)
    {
        var labels = LabelSet.Create(metric);
        return new Series(labels.Id, labels);
    }
}
