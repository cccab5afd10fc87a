using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Query;

/// <summary>A series on a grid; NaN where it has no value.</summary>
internal sealed record GridSeries(LabelSet Labels, double[] Values);

/// <summary>What a query gives on a grid, or why it gives nothing.</summary>
internal sealed record GridAnswer(IReadOnlyList<GridSeries> Series, string? Error)
{
    /// <summary>The values of the only series. An expression that gives several is no figure; the error says so.</summary>
    public (double[] Values, string? Error) Single(TimeGrid grid) => this switch
    {
        { Error: { } error } => (Missing(grid), error),
        { Series: [] } => (Missing(grid), null),
        { Series: [var only] } => (only.Values, null),
        _ => (Missing(grid), $"the expression gives {Series.Count} series where one is needed; aggregate them with sum, avg or max"),
    };

    private static double[] Missing(TimeGrid grid) => [.. Enumerable.Repeat(double.NaN, grid.Points)];
}

/// <summary>Asks expressions at every moment of a grid. That one cannot be answered is a value: the others still can.</summary>
internal sealed class GridQuery(QueryRunner runner)
{
    public async Task<GridAnswer> AskAsync(string expression, TimeGrid grid, CancellationToken cancellationToken, TimeSpan? lookBack = null)
    {
        if (grid.Points == 0)
        {
            return new GridAnswer([], null);
        }

        try
        {
            var outcome = await runner.RangeAsync(PromQuery.Parse(expression), grid.StartMs, grid.EndMs, grid.StepMs, new QueryBounds(null, lookBack), cancellationToken);
            return outcome.Result.Value is MatrixValue matrix
                ? new GridAnswer([.. matrix.Series.Select(series => new GridSeries(series.Labels, Column(series, grid)))], null)
                : new GridAnswer([], $"the expression gives a {outcome.Result.Value.ResultType}, no series");
        }
        catch (Exception failure) when (failure is PromQueryException or HistoryUnavailableException)
        {
            return new GridAnswer([], failure.Message);
        }
    }

    private static double[] Column(MatrixSeries series, TimeGrid grid)
    {
        var values = new double[grid.Points];
        values.AsSpan().Fill(double.NaN);
        foreach (var sample in series.Samples)
        {
            values[(sample.TimestampMs - grid.StartMs) / grid.StepMs] = sample.Value;
        }

        return values;
    }
}
