using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Ast;

namespace PerfMonitor.Analytics.Trends;

/// <summary>The headings of a query's series; what was left out, or why there are none.</summary>
internal sealed record QueryHeadings(IReadOnlyList<SeriesHeading> Series, int LeftOut, string? Error);

/// <summary>Reads where the series of a query are heading, and their peaks.</summary>
internal sealed class TrendReading(GridQuery query)
{
    /// <summary>Most series of one request; the first by their labels. A trend compares up to half a million pairs.</summary>
    public const int MostSeries = 100;

    public async Task<QueryHeadings> ReadAsync(TrendRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        var grid = TimeGrid.Within(nowMs - request.RangeMs, nowMs, request.StepMs);
        var answer = await query.AskAsync(Within(request, "avg_over_time"), grid, cancellationToken, grid.LookBack);
        if (answer.Error is { } error)
        {
            return new QueryHeadings([], 0, error);
        }

        var (highest, lowest) = (await ExtremesAsync("max_over_time", answer, request, grid, cancellationToken), await ExtremesAsync("min_over_time", answer, request, grid, cancellationToken));
        var series = answer.Series.OrderBy(static series => series.Labels.ToString(), StringComparer.Ordinal).Take(MostSeries);
        return new QueryHeadings(
            await Task.Run(() => series.Select(one => SeriesHeading.Of(one.Labels, Regular(one, grid), Regular(Of(highest, one), grid), Regular(Of(lowest, one), grid), request.Better)).ToList(), cancellationToken),
            Math.Max(0, answer.Series.Count - MostSeries),
            null);
    }

    /// <summary>
    /// A selector is asked for what it did within each step, which roll-ups answer exactly over years; any other expression is asked at
    /// the end of each step.
    /// </summary>
    private static string Within(TrendRequest request, string function) => PromQuery.Parse(request.Query).Expression is VectorSelector { Offset: null, At: null } ? $"{function}({request.Query}[{request.StepMs}ms])" : request.Query;

    private async Task<GridAnswer> ExtremesAsync(string function, GridAnswer values, TrendRequest request, TimeGrid grid, CancellationToken cancellationToken)
    {
        var expression = Within(request, function);
        return expression == request.Query ? values : await query.AskAsync(expression, grid, cancellationToken, grid.LookBack);
    }

    // Samples may have come between the questions; a series that is not in the other answer has its own values.
    private static GridSeries Of(GridAnswer extremes, GridSeries series) => extremes.Series.FirstOrDefault(one => one.Labels.Equals(series.Labels)) ?? series;

    private static RegularSeries Regular(GridSeries series, TimeGrid grid) => new(grid.StartMs, grid.StepMs, series.Values);
}
