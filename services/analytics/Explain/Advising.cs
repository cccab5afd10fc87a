using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Recommendations;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Gathers what the rules of recommendation ask for, and applies them.</summary>
internal sealed class Advising(
    FieldQuery query, SeriesCatalogue catalogue, OutlookStore outlooks, ObjectiveStore objectives, ObjectiveJudging judging, LongTrends trends, IStoredAlerts alerts, IOptions<HistoryOptions> history)
{
    private static readonly PromQuery Queries = FieldQuery.Combine(MeasurementQueries.All);
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<Recommendation>> AdviseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var promises = await JudgeAsync(cancellationToken);
        var measured = await query.AskAsync(Queries, now, cancellationToken);
        measured[Measurements.Series] = (double)catalogue.Count / history.Value.MaxSeries;
        measured[Measurements.Objectives] = promises.Count(static promise => promise.Name != ObjectiveDefinition.OwnUptime);
        measured[Measurements.StaleAlerts] = (await alerts.LoadAsync(cancellationToken)).Count(one => one.Alert.State == AlertState.Firing && one.Alert.FiredAt < now - Stale);
        return Advisor.Recommend(new Situation(new Measurements(measured), await ResourcesAsync(cancellationToken), promises, await trends.ReadAsync(now, cancellationToken)));
    }

    private async Task<IReadOnlyList<ResourceOutlook>> ResourcesAsync(CancellationToken cancellationToken) =>
        [.. (await outlooks.ListAsync(cancellationToken)).SelectMany(static outlook => outlook.Readings.Select(reading => reading.Resource(outlook.Definition.Name))).OfType<ResourceOutlook>()];

    private async Task<IReadOnlyList<(string Name, ObjectiveStatus Status)>> JudgeAsync(CancellationToken cancellationToken)
    {
        var judged = new List<(string, ObjectiveStatus)>();
        foreach (var objective in await objectives.ListAsync(cancellationToken))
        {
            judged.Add((objective.Definition.Name, await judging.JudgeAsync(objective, cancellationToken)));
        }

        return judged;
    }
}
