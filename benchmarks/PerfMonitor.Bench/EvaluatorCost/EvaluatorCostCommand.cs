using System.Diagnostics;
using System.Globalization;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.EvaluatorCost;

/// <summary>What evaluating costs without reading: time and allocation per sample that a query selects, over series in memory.</summary>
internal static class EvaluatorCostCommand
{
    private const int Hours = 6;
    private const long IntervalMs = 15_000;
    private const int Repeats = 15;

    private static readonly (string Query, bool IsRange)[] Queries =
    [
        ("x_total", true),
        ("sum by (job) (rate(x_total[5m]))", true),
        ("sum(x_total)", true),
        ("max_over_time(x_total[1h])", true),
        ("quantile_over_time(0.9, x_total[1h])", false),
        ("topk(10, rate(x_total[5m]))", false),
        ("histogram_quantile(0.9, sum by (job, le) (rate(x_total[5m])))", true),
        ("x_total / on (job, i) x_total", true),
    ];

    public static async Task<int> RunAsync(int series)
    {
        var source = new Columns(series);
        Console.WriteLine($"{series:N0} series of {Hours} h at 15 s; range queries at 60 s over all of it, instant ones at its end; median of {Repeats}");
        Console.WriteLine("| query | ms | ns per sample | bytes per sample |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (text, isRange) in Queries)
        {
            var query = PromQuery.Parse(text);
            var (milliseconds, bytes, samples) = await MeasureAsync(query, source, isRange);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{text}`{(isRange ? "" : " instant")} | {milliseconds:0.0} | {milliseconds * 1e6 / samples:0.0} | {bytes / samples:0.0} |"));
        }

        return 0;
    }

    private static async Task<(double Milliseconds, double Bytes, long Samples)> MeasureAsync(PromQuery query, Columns source, bool isRange)
    {
        var times = new double[Repeats];
        var (allocated, samples) = (0L, 0L);
        for (var i = -3; i < Repeats; i++)
        {
            var (before, began) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
            var result = isRange
                ? await query.RangeAsync(source, 0, Columns.EndMs, TimeSpan.FromMinutes(1))
                : await query.InstantAsync(source, Columns.EndMs);
            if (i < 0) continue;
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            allocated += GC.GetTotalAllocatedBytes(precise: true) - before;
            samples = result.Statistics.SamplesSelected;
        }

        Array.Sort(times);
        return (times[Repeats / 2], (double)allocated / Repeats, samples);
    }

    /// <summary>Counters in columns, as a store hands them over.</summary>
    private sealed class Columns : ISeriesSource
    {
        public const long EndMs = Hours * 3_600_000 - IntervalMs;

        private readonly SeriesSamples[] _series;

        public Columns(int series)
        {
            var random = new Random(7);
            var count = (int)(EndMs / IntervalMs) + 1;
            long[] timestamps = [.. Enumerable.Range(0, count).Select(i => i * IntervalMs)];
            string[] bounds = ["0.1", "0.5", "1", "5", "+Inf"];
            _series =
            [
                .. Enumerable.Range(0, series).Select(i =>
                {
                    var (values, value) = (new double[count], 0.0);
                    for (var k = 0; k < count; k++) values[k] = value += random.Next(50);
                    return new SeriesSamples(LabelSet.Create("x_total", [new Label("job", $"job-{i % 10}"), new Label("le", bounds[i % 5]), new Label("i", $"{i}")]), timestamps, values);
                }),
            ];
        }

        public ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken)
        {
            var selected = new SeriesSamples[_series.Length];
            var at = _series[0].TimestampsMs.Span;
            int low = Index(at, selection.StartMs), high = Index(at, selection.EndMs + 1);
            for (var i = 0; i < selected.Length; i++) selected[i] = _series[i] with { TimestampsMs = _series[i].TimestampsMs[low..high], Values = _series[i].Values[low..high] };
            return new ValueTask<IReadOnlyList<SeriesSamples>>(selected);
        }

        private static int Index(ReadOnlySpan<long> timestamps, long timestampMs) =>
            timestamps.BinarySearch(timestampMs) is var found && found >= 0 ? found : ~found;
    }
}
