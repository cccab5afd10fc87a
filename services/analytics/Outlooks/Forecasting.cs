using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Trends;
using PerfMonitor.Analytics.Query;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>How a series will go on: the forecast or why there is none, whether it has a trend, and when it reaches the threshold asked for.</summary>
internal sealed record SeriesOutlook(LabelSet Labels, RegularSeries Past, ForecastOutcome Outcome, Trend Trend, Reach? Reach);

/// <summary>The outlooks of a query's series; what was left out, or why there are none.</summary>
internal sealed record QueryOutlook(IReadOnlyList<SeriesOutlook> Series, int LeftOut, string? Error);

/// <summary>Forecasts what a query gives. A forecast takes up to a second of a core, so one is made at a time.</summary>
internal sealed class Forecasting(GridQuery query) : IDisposable
{
    /// <summary>Most series of one request; the first by their labels.</summary>
    public const int MostSeries = 20;

    private readonly SemaphoreSlim _turn = new(1);

    public async Task<QueryOutlook> ForecastAsync(ForecastRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        var grid = TimeGrid.Within(nowMs - request.HistoryMs, nowMs, request.StepMs);
        var answer = await query.AskAsync(request.Query, grid, cancellationToken, grid.LookBack);
        var outlooks = new List<SeriesOutlook>();
        foreach (var series in answer.Series.OrderBy(static series => series.Labels.ToString(), StringComparer.Ordinal).Take(MostSeries))
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                outlooks.Add(await Task.Run(() => Of(series, grid, request), cancellationToken));
            }
            finally
            {
                _turn.Release();
            }
        }

        return new QueryOutlook(outlooks, Math.Max(0, answer.Series.Count - MostSeries), answer.Error);
    }

    public void Dispose() => _turn.Dispose();

    private static SeriesOutlook Of(GridSeries series, TimeGrid grid, ForecastRequest request)
    {
        var past = new RegularSeries(grid.StartMs, grid.StepMs, series.Values);
        var outcome = Forecaster.Run(past, request.Settings);
        return new SeriesOutlook(series.Labels, past, outcome, TrendTest.Of(past), request.Threshold is { } threshold ? TimeToThreshold.Of(past, outcome, threshold) : null);
    }
}
