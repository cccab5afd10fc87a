using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Counters;
using PerfMonitor.Analysis.Explanation;
using PerfMonitor.Analysis.Recommendations;
using PerfMonitor.Analytics.Annotations;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Query;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Explains a movement: reads the series and those that may have to do with it, and what was done near it.</summary>
internal sealed class Explaining(GridQuery query, SeriesCatalogue catalogue, AnnotationStore annotations, AnomalyStore anomalies, RunRanges runs, IOptions<ExplainOptions> options)
{
    /// <summary>Points of the window.</summary>
    public const int Points = 240;

    private const int MostMovers = 10;
    private const int MostChanges = 10;
    private const int MostAnomalies = 10;
    private const int MostAnnotations = 1_000;

    // A value older than this is no value: it would smear a gap over the window.
    private static readonly TimeSpan ShortestLookBack = TimeSpan.FromSeconds(90);

    /// <summary>Explains; the error says why there is nothing to explain.</summary>
    public async Task<(Explanation? Explanation, string? Error)> ExplainAsync(Subject subject, DateTimeOffset at, TimeSpan window, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (grid, moment) = GridOf(at, window, now);
        var answer = await query.AskAsync(subject.Query.Text, grid, cancellationToken, LookBack(grid));
        if (answer.Error is { } error)
        {
            return (null, error);
        }

        var metrics = catalogue.LabelValues(LabelSet.MetricName).ToHashSet();
        if (subject.Choose([.. answer.Series.Select(Shown)], moment) is not var (target, movement))
        {
            return (null, $"the expression gives no series between {grid.StartMs} and {grid.EndMs} (ms since 1970)");
        }

        var candidates = Candidates.Choose(catalogue.Select([], grid.StartMs, grid.EndMs, cancellationToken).Select(static entry => entry.Labels), target.Labels, subject.Selectors, options.Value.MaxSeries);
        var read = await ReadAsync(candidates, subject, grid, cancellationToken);
        GridSeries[] others = [.. read.Series.Select(Shown)];
        var found = CoMovement.Rank(target.Values, [.. others.Select(static other => other.Values)], MostMovers);
        var movers = found.Movers.Select(mover => (Other: others[mover.Index], Mover: mover))
            .Select(one => ExplainedMover.Of(one.Other.Labels, IsCounter(one.Other.Labels), one.Mover, Movement.At(one.Other.Values, moment), grid)).ToList();
        var changes = NearbyChange.Find(await NotedAsync(at, cancellationToken), target.Labels, at.ToUnixTimeMilliseconds(), MostChanges);
        var name = Name(target.Labels, subject);
        return (new Explanation(
            name,
            target.Labels,
            at,
            grid,
            movement,
            movers,
            found,
            candidates,
            read.Error,
            changes,
            NearbyAnomaly.Find(await FoundAsync(at, cancellationToken), target.Labels, at.ToUnixTimeMilliseconds(), MostAnomalies),
            AlertResponse.For(subject.OwnRecommendation, subject.Metrics),
            Narrative.Write(name, movement, [.. found.Movers.Select(mover => new NamedMover(others[mover.Index].Labels.ToString(), mover))], found, changes, TimeSpan.FromMilliseconds(grid.StepMs))), null);

        bool IsCounter(LabelSet labels) => CounterName.IsCounter(labels.Metric, metrics.Contains);

        GridSeries Shown(GridSeries series) => IsCounter(series.Labels) ? series with { Values = CounterIncrease.Of(series.Values) } : series;
    }

    /// <summary>Three quarters of the window before the moment, one after it as far as time has come.</summary>
    public static (TimeGrid Grid, int Moment) GridOf(DateTimeOffset at, TimeSpan window, DateTimeOffset now)
    {
        var end = at + (window / 4) < now ? at + (window / 4) : now;
        var grid = TimeGrid.Ending(end.ToUnixTimeMilliseconds(), (long)(window / Points).TotalMilliseconds, Points);
        return (grid, (int)Math.Clamp((at.ToUnixTimeMilliseconds() - grid.StartMs) / grid.StepMs, 0, Points - 1));
    }

    private async Task<GridAnswer> ReadAsync(Candidates candidates, Subject subject, TimeGrid grid, CancellationToken cancellationToken)
    {
        if (candidates.Metrics.Count == 0)
        {
            return new GridAnswer([], null);
        }

        var answer = await query.AskAsync(candidates.Selector(), grid, cancellationToken, LookBack(grid));
        return answer with { Series = [.. answer.Series.Where(series => Candidates.MayExplain(series.Labels, subject.Selectors))] };
    }

    private Task<IReadOnlyList<StoredAnomaly>> FoundAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        anomalies.ListAsync(new AnomalyFilter(at - NearbyChange.Before, at + NearbyChange.After), AnomalyStore.MostInAnswer, cancellationToken);

    private async Task<IReadOnlyList<NotedChange>> NotedAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (from, to) = ((at - NearbyChange.Before).ToUniversalTime(), (at + NearbyChange.After).ToUniversalTime());
        var noted = await annotations.ListAsync(from, to, kind: null, MostAnnotations, cancellationToken);
        var tests = await runs.BetweenAsync(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), cancellationToken);
        return
        [
            .. noted.Select(static annotation => annotation.ToChange()),
            .. tests.Select(static run => new NotedChange("load test", run.Labels["run_name"] ?? run.Labels["run"] ?? "", [], run.From.ToUnixTimeMilliseconds(), run.To.ToUnixTimeMilliseconds())),
        ];
    }

    private static TimeSpan LookBack(TimeGrid grid)
    {
        var steps = TimeSpan.FromMilliseconds(2 * grid.StepMs);
        return steps > ShortestLookBack ? steps : ShortestLookBack;
    }

    private static string Name(LabelSet labels, Subject subject) => labels.Metric.Length > 0 ? labels.ToString() : labels.Count > 0 ? $"{subject.Query.Text} of {labels}" : subject.Query.Text;
}
