using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analytics.Query;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>When a threshold would be reached, as it was forecast at a moment of the past from what was known then.</summary>
internal sealed record PastForecast(LabelSet Labels, long AtMs, Reach Reach);

/// <summary>Forecasts as they would have been made in a range; or why nothing can be said.</summary>
/// <param name="Forecasts">By series, then by time.</param>
/// <param name="Spacing">The time between two, where nothing changed between them.</param>
/// <param name="LeftOut">Series beyond the most that are forecast.</param>
/// <param name="Error">Why there are none.</param>
internal sealed record PastOutlook(IReadOnlyList<PastForecast> Forecasts, TimeSpan Spacing, int LeftOut, string? Error);

/// <summary>
/// Makes the forecasts of an outlook for the past: what a rule on it would have been worth, before it is there. Live one is made every two
/// minutes; here a bounded number is spread over the range, and where two of them disagree the time between is looked at more closely.
/// </summary>
internal sealed class PastForecasts(GridQuery query)
{
    /// <summary>Forecasts of one request: each takes 0.1 to 0.4 s of a core from a week of five-minute values.</summary>
    public const int Most = 120;

    // Half of them are kept for looking closer.
    private const int Spread = Most / 2;

    // Below the bound of a range query's points.
    private const int PointsAtOnce = 10_000;

    // Closer than live nothing is to be seen.
    private static readonly TimeSpan Closest = OutlookKeeper.Interval;

    /// <param name="definition">The outlook; with a threshold.</param>
    /// <param name="startMs">The first moment.</param>
    /// <param name="endMs">The last one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PastOutlook> MakeAsync(OutlookDefinition definition, long startMs, long endMs, CancellationToken cancellationToken)
    {
        var request = definition.Request;
        var (series, leftOut, error) = await ReadAsync(request, startMs, endMs, cancellationToken);
        if (error is not null)
        {
            return new PastOutlook([], TimeSpan.Zero, 0, error);
        }

        var each = Spread / Math.Max(1, series.Count);
        var spacing = Math.Max((long)Closest.TotalMilliseconds, (endMs - startMs) / Math.Max(1, each));
        var made = await Task.Run(() => series.SelectMany(one => Of(one, request, startMs, endMs, spacing, Most / series.Count, cancellationToken)).ToList(), cancellationToken);
        return new PastOutlook(made, TimeSpan.FromMilliseconds(spacing), leftOut, null);
    }

    private static IReadOnlyList<PastForecast> Of(WholeSeries series, ForecastRequest request, long startMs, long endMs, long spacing, int most, CancellationToken cancellationToken)
    {
        var made = new SortedList<long, PastForecast>();
        for (var at = startMs; at <= endMs; at += spacing)
        {
            made[at] = Make(at);
        }

        // The widest of the gaps in which something changes is halved, as long as there are forecasts left.
        while (made.Count < most && Changes() is [var (before, after), ..])
        {
            var between = before + ((after - before) / 2);
            made[between] = Make(between);
        }

        return [.. made.Values];

        PastForecast Make(long at)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new PastForecast(series.Labels, at, ReachAt(series, request, at));
        }

        List<(long Before, long After)> Changes() =>
        [
            .. made.Values.Zip(made.Values.Skip(1)).Where(pair => pair.Second.AtMs - pair.First.AtMs >= 2 * Closest.TotalMilliseconds && Says(pair.First) != Says(pair.Second))
                .Select(static pair => (Before: pair.First.AtMs, After: pair.Second.AtMs)).OrderByDescending(static gap => gap.After - gap.Before),
        ];
    }

    // Which bounds reach the threshold within the horizon, which is the time a rule asks about.
    private static string Says(PastForecast forecast) => forecast.Reach is WithinHorizon within ? $"{within.Expected is not null} {within.Latest is not null}" : forecast.Reach.GetType().Name;

    // From the values that were there at the moment, as far back as the outlook looks.
    private static Reach ReachAt(WholeSeries series, ForecastRequest request, long atMs)
    {
        var grid = TimeGrid.Within(atMs - request.HistoryMs, atMs, request.StepMs);
        var first = (int)((grid.StartMs - series.StartMs) / request.StepMs);
        var past = new RegularSeries(grid.StartMs, grid.StepMs, series.Values[first..(first + grid.Points)]);
        return TimeToThreshold.Of(past, request.Threshold!.Value, request.Settings);
    }

    /// <summary>The first series by their labels, over the whole range and what each forecast looks back on, and how many there are besides.</summary>
    private async Task<(IReadOnlyList<WholeSeries> Series, int LeftOut, string? Error)> ReadAsync(ForecastRequest request, long startMs, long endMs, CancellationToken cancellationToken)
    {
        var whole = TimeGrid.Within(startMs - request.HistoryMs, endMs, request.StepMs);
        var (known, columns) = (new HashSet<LabelSet>(), new Dictionary<LabelSet, double[]>());
        for (var first = 0; first < whole.Points; first += PointsAtOnce)
        {
            var piece = new TimeGrid(whole.StartMs + (first * request.StepMs), request.StepMs, Math.Min(PointsAtOnce, whole.Points - first));
            var answer = await query.AskAsync(request.Query, piece, cancellationToken, piece.LookBack);
            if (answer.Error is { } error)
            {
                return ([], 0, error);
            }

            // What is not among the first of those known so far will not be among the first of all.
            known.UnionWith(answer.Series.Select(static series => series.Labels));
            var kept = known.OrderBy(static labels => labels.ToString(), StringComparer.Ordinal).Take(Forecasting.MostSeries).ToHashSet();
            foreach (var gone in columns.Keys.Except(kept))
            {
                columns.Remove(gone);
            }

            foreach (var series in answer.Series.Where(series => kept.Contains(series.Labels)))
            {
                if (!columns.TryGetValue(series.Labels, out var values))
                {
                    columns[series.Labels] = values = [.. Enumerable.Repeat(double.NaN, whole.Points)];
                }

                series.Values.CopyTo(values, first);
            }
        }

        return (
            [.. columns.OrderBy(static column => column.Key.ToString(), StringComparer.Ordinal).Select(column => new WholeSeries(column.Key, whole.StartMs, column.Value))],
            known.Count - columns.Count,
            null);
    }

    /// <summary>A series over all that is read.</summary>
    private sealed record WholeSeries(LabelSet Labels, long StartMs, double[] Values);
}
