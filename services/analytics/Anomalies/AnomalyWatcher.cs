using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Anomalies;

/// <summary>
/// Judges every watch step by step: what has come since it was judged last. After a start, or where another instance judged before, the
/// detectors first take in the history they would have seen; that gives no anomalies a second time.
/// </summary>
internal sealed class AnomalyWatcher(
    NpgsqlDataSource source,
    RulesInForce rules,
    WatchStore watches,
    AnomalyStore anomalies,
    GridQuery query,
    AnomalyAnnouncing announcing,
    SampleIntake intake,
    SeriesCatalogue catalogue,
    IOptions<DetectionOptions> detection,
    IOptions<HistoryOptions> history,
    TimeProvider clock,
    AnalyticsMetrics metrics,
    ILogger<AnomalyWatcher> logger) : LoneWorker(source, catalogue, clock, "watches", TimeSpan.FromSeconds(5), logger, logger.WatchesNotJudged)
{
    /// <summary>Samples may be this late and still be judged.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TrimInterval = TimeSpan.FromHours(1);

    // Below the bound of a range query's points.
    private const int PointsAtOnce = 10_000;

    private readonly TimeProvider _clock = clock;
    private readonly Dictionary<string, (WatchedSeries Series, long NextMs)> _states = [];
    private readonly ConcurrentDictionary<string, string> _errors = [];
    private DateTimeOffset _trimmed;

    /// <summary>What was wrong with a watch the last time; null where nothing was, or another instance judges.</summary>
    public string? ErrorOf(string watch) => _errors.GetValueOrDefault(watch);

    public override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (!detection.Value.Enabled)
        {
            return;
        }

        if (rules.IsLoaded)
        {
            await watches.KeepAsync(rules.Book.Watches, _clock.GetUtcNow(), cancellationToken);
        }

        var stored = await watches.ListAsync(cancellationToken);
        foreach (var gone in _states.Keys.Except(stored.Select(static watch => watch.Definition.Name)).ToList())
        {
            _states.Remove(gone);
        }

        foreach (var gone in _errors.Keys.Except(stored.Select(static watch => watch.Definition.Name)))
        {
            _errors.TryRemove(gone, out _);
        }

        foreach (var watch in stored)
        {
            await JudgeAsync(watch, cancellationToken);
        }

        await announcing.AnnounceAsync(cancellationToken);
        if (_clock.GetUtcNow() - _trimmed >= TrimInterval)
        {
            _trimmed = _clock.GetUtcNow();
            await anomalies.TrimAsync(_trimmed - history.Value.Kept, cancellationToken);
        }
    }

    private async Task JudgeAsync(StoredWatch watch, CancellationToken cancellationToken)
    {
        var (definition, stepMs) = (watch.Definition, watch.Definition.StepMs);
        var headMs = (_clock.GetUtcNow() - Lateness).ToUnixTimeMilliseconds();
        if (!_states.TryGetValue(definition.Name, out var state) || state.Series.Definition != definition)
        {
            var settings = definition.SettingsFor(history.Value.Kept);
            state = (new WatchedSeries(definition, settings), SeriesDetector.ReplayFrom(headMs, settings));
        }

        while (TimeGrid.Within(state.NextMs, Math.Min(headMs, state.NextMs + (PointsAtOnce * stepMs)), stepMs) is { Points: > 0 } grid)
        {
            var answer = await query.AskAsync(definition.Query, grid, cancellationToken, TimeSpan.FromMilliseconds(Math.Max(stepMs, 60_000)));
            if (answer.Error is { } error)
            {
                Tell(definition.Name, error);
                return;
            }

            var verdicts = await Task.Run(() => state.Series.Advance(grid, answer.Series), cancellationToken);
            state.NextMs = grid.EndMs;
            await KeepAsync(watch, [.. verdicts.Where(verdict => verdict.Verdict.TimestampMs > watch.JudgedUntilMs)], grid.EndMs, cancellationToken);
            Tell(definition.Name, state.Series.LeftOut is > 0 and var leftOut ? $"{leftOut} series beyond the {WatchedSeries.MostSeries} a watch may have are not judged" : null);
        }

        _states[definition.Name] = state;
    }

    private async Task KeepAsync(StoredWatch watch, IReadOnlyList<SeriesVerdict> verdicts, long untilMs, CancellationToken cancellationToken)
    {
        if (untilMs <= watch.JudgedUntilMs)
        {
            return;
        }

        var found = verdicts.Where(static verdict => verdict.Verdict.Level != AnomalyLevel.None).ToList();
        metrics.VerdictsMade.Add(verdicts.Count);
        metrics.AnomaliesFound.Add(found.Count);
        await anomalies.SaveAsync(watch.Definition.Name, found, untilMs, cancellationToken);
        await intake.RecordAsync([.. verdicts.SelectMany(verdict => AnomalySeries.Of(watch.Definition.Name, verdict))], _clock.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
    }

    /// <summary>Says once what is wrong with a watch.</summary>
    private void Tell(string watch, string? error)
    {
        if (error is null)
        {
            _errors.TryRemove(watch, out _);
            return;
        }

        if (_errors.GetValueOrDefault(watch) != error)
        {
            logger.WatchFailed(watch, error);
        }

        _errors[watch] = error;
    }
}
