using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>When load tests ran, as their own series tell.</summary>
internal sealed class RunRanges(SeriesCatalogue catalogue, QueryRunner runner)
{
    private const string Metric = "loadtest_active_users";

    // The catalogue knows the end of another instance's series to the hour.
    private const long HourMs = 3_600_000;

    /// <summary>A run's id as its series have it: the load tests' API writes it with dashes.</summary>
    public static string? LabelOf(string? run) => run?.Replace("-", "", StringComparison.Ordinal);

    /// <summary>The first and last sample of a run; null where the history holds nothing of it.</summary>
    public async Task<(DateTimeOffset From, DateTimeOffset To)?> OfAsync(string run, CancellationToken cancellationToken)
    {
        var found = await ReadAsync($"{Metric}{{run={Quoting.Quote(LabelOf(run)!)}}}", long.MinValue / 2, long.MaxValue / 2, cancellationToken);
        return found.Count == 0 ? null : (found.Min(static one => one.From), found.Max(static one => one.To));
    }

    /// <summary>The runs with samples between two moments, with the part of them that lies there.</summary>
    public async Task<IReadOnlyList<(LabelSet Labels, DateTimeOffset From, DateTimeOffset To)>> BetweenAsync(long fromMs, long toMs, CancellationToken cancellationToken) =>
        await ReadAsync(Metric, fromMs, toMs, cancellationToken);

    private async Task<IReadOnlyList<(LabelSet Labels, DateTimeOffset From, DateTimeOffset To)>> ReadAsync(string selector, long fromMs, long toMs, CancellationToken cancellationToken)
    {
        var entries = catalogue.Select(PromQuery.ParseSelector(selector), fromMs, toMs, cancellationToken);
        if (entries.Count == 0)
        {
            return [];
        }

        // Without the ends that the catalogue knows, the whole history would be looked through.
        var first = Math.Max(fromMs, entries.Min(static entry => entry.FirstSeenMs) - 1);
        var last = Math.Min(toMs, entries.Max(static entry => entry.LastSeenMs) + HourMs);
        if (first >= last)
        {
            return [];
        }

        var outcome = await runner.InstantAsync(PromQuery.Parse($"{selector}[{last - first}ms]"), last, QueryBounds.None, cancellationToken);
        return [.. ((MatrixValue)outcome.Result.Value).Series.Select(static one => (one.Labels, Moment(one.Samples[0]), Moment(one.Samples[^1])))];
    }

    private static DateTimeOffset Moment(Sample sample) => DateTimeOffset.FromUnixTimeMilliseconds(sample.TimestampMs);
}
