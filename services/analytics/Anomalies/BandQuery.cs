using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Query;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>What the detectors would have said about a query's series in a range, had they watched it; or why nothing can be said.</summary>
internal sealed record Bands(IReadOnlyList<SeriesVerdict> Verdicts, int LeftOut, string? Error);

/// <summary>Judges any query over the past: the band and the marks of a chart, and what a watch on it would be worth.</summary>
internal sealed class BandQuery(GridQuery query, IOptions<HistoryOptions> history)
{
    /// <summary>Steps before the range that the detectors learn from, at most.</summary>
    public const int LearningSteps = 8_000;

    /// <summary>Most steps of the range itself.</summary>
    public const int MostSteps = 2_016;

    // Below the bound of a range query's points.
    private const int PointsAtOnce = 10_000;

    // What is kept of the range: about 100 bytes each.
    private const int MostVerdicts = 500_000;

    public async Task<Bands> JudgeAsync(WatchDefinition definition, long startMs, long endMs, CancellationToken cancellationToken)
    {
        var stepMs = definition.StepMs;
        var settings = definition.SettingsFor(history.Value.Kept);
        var watched = new WatchedSeries(definition, settings);
        var kept = new List<SeriesVerdict>();
        var nextMs = Math.Max(SeriesDetector.ReplayFrom(startMs, settings), startMs - (LearningSteps * stepMs));
        while (TimeGrid.Within(nextMs, Math.Min(endMs, nextMs + (PointsAtOnce * stepMs)), stepMs) is { Points: > 0 } grid)
        {
            var answer = await query.AskAsync(definition.Query, grid, cancellationToken, TimeSpan.FromMilliseconds(Math.Max(stepMs, 60_000)));
            if (answer.Error is { } error)
            {
                return new Bands([], 0, error);
            }

            var verdicts = await Task.Run(() => watched.Advance(grid, answer.Series), cancellationToken);
            kept.AddRange(verdicts.Where(verdict => verdict.Verdict.TimestampMs >= startMs));
            if (kept.Count > MostVerdicts)
            {
                return new Bands([], 0, $"more than {MostVerdicts} values would have to be judged; take a longer step, a shorter time, or fewer series");
            }

            nextMs = grid.EndMs;
        }

        return new Bands(kept, watched.LeftOut, null);
    }
}
