using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Impact;
using PerfMonitor.Analytics.Query;

namespace PerfMonitor.Analytics.Business;

/// <summary>What came of a question, with the KPI as it was measured; or why the KPI could not be read.</summary>
internal sealed record ImpactAnswer(LossOutcome? Outcome, RegularSeries Kpi, string? Error);

/// <summary>Reads a KPI and what may explain it, and estimates what an incident took. An estimate takes about a second of a core, so one is made at a time.</summary>
internal sealed class ImpactReading(GridQuery query) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<ImpactAnswer> ReadAsync(ImpactRequest request, CancellationToken cancellationToken)
    {
        var grid = TimeGrid.Within(request.Incident.FromMs - request.HistoryMs, request.Incident.ToMs, request.StepMs);
        var (kpi, error) = await AskAsync(request.Kpi.Expression, grid, cancellationToken);
        var series = new RegularSeries(grid.StartMs, grid.StepMs, kpi);
        if (error is not null)
        {
            return new ImpactAnswer(null, series, error);
        }

        var read = new List<(string Name, double[] Values, string? Error)>();
        foreach (var expression in request.Kpi.ExplainedBy)
        {
            var (values, why) = await AskAsync(expression, grid, cancellationToken);
            read.Add((expression, values, why));
        }

        var question = new LossQuestion(series, request.Incident, [.. read.Where(static one => one.Error is null).Select(static one => new Explanatory(one.Name, one.Values))])
        {
            PerSeconds = request.Kpi.Per.TotalSeconds,
            Excluded = request.Excluded,
            Level = request.Level,
            Unit = request.Kpi.Unit,
        };
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var outcome = await Task.Run(() => LossEstimator.Estimate(question), cancellationToken);
            return new ImpactAnswer(outcome is Loss loss ? loss with { Parts = [.. loss.Parts, .. Unread(read)] } : outcome, series, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static IEnumerable<ExplainedPart> Unread(IEnumerable<(string Name, double[] Values, string? Error)> read) =>
        read.Where(static one => one.Error is not null).Select(static one => new ExplainedPart(one.Name, null, null, null, null, $"left out: {one.Error}"));

    private async Task<(double[] Values, string? Error)> AskAsync(string expression, TimeGrid grid, CancellationToken cancellationToken) =>
        (await query.AskAsync(expression, grid, cancellationToken, grid.LookBack)).Single(grid);
}
