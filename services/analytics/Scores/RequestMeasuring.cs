using PerfMonitor.Analysis.Scores;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Scores;

/// <summary>Sorts the probes of the last five minutes by satisfaction: each probe's time with its outcome of the same moment.</summary>
internal sealed class RequestMeasuring(QueryRunner runner)
{
    private static readonly PromQuery Times = PromQuery.Parse("probe_duration_seconds[5m]");
    private static readonly PromQuery Outcomes = PromQuery.Parse("probe_success[5m]");

    /// <summary>Null where nothing was probed.</summary>
    public async Task<Apdex?> MeasureAsync(DateTimeOffset at, TimeSpan threshold, CancellationToken cancellationToken)
    {
        var times = await AskAsync(Times, at, cancellationToken);
        var outcomes = (await AskAsync(Outcomes, at, cancellationToken)).ToDictionary(
            static series => series.Labels.Without(LabelSet.MetricName),
            static series => series.Samples.ToDictionary(static sample => sample.TimestampMs, static sample => sample.Value));
        var requests = times.SelectMany(series => Sort(series, outcomes.GetValueOrDefault(series.Labels.Without(LabelSet.MetricName), [])));
        var apdex = Apdex.Of(requests, threshold.TotalSeconds);
        return apdex.Total > 0 ? apdex : null;
    }

    // A time without an outcome is of a probe whose outcome is still on its way.
    private static IEnumerable<(double Seconds, bool Succeeded)> Sort(MatrixSeries times, Dictionary<long, double> outcomes)
    {
        foreach (var sample in times.Samples)
        {
            if (outcomes.TryGetValue(sample.TimestampMs, out var success))
            {
                yield return (sample.Value, success > 0);
            }
        }
    }

    private async Task<IReadOnlyList<MatrixSeries>> AskAsync(PromQuery query, DateTimeOffset at, CancellationToken cancellationToken) =>
        ((MatrixValue)(await runner.InstantAsync(query, at.ToUnixTimeMilliseconds(), QueryBounds.None, cancellationToken)).Result.Value).Series;
}
