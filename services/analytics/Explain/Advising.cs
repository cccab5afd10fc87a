using Microsoft.Extensions.Options;
using PerfMonitor.Analysis.Recommendations;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Explain;

/// <summary>Measures what the rules of recommendation ask for, and applies them.</summary>
internal sealed class Advising(FieldQuery query, SeriesCatalogue catalogue, ObjectiveStore objectives, IStoredAlerts alerts, IOptions<HistoryOptions> history)
{
    private static readonly PromQuery Queries = FieldQuery.Combine(MeasurementQueries.All);
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<Recommendation>> AdviseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var measured = await query.AskAsync(Queries, now, cancellationToken);
        measured[Measurements.Series] = (double)catalogue.Count / history.Value.MaxSeries;
        measured[Measurements.Objectives] = (await objectives.ListAsync(cancellationToken)).Count;
        measured[Measurements.StaleAlerts] = (await alerts.LoadAsync(cancellationToken)).Count(one => one.Alert.State == AlertState.Firing && one.Alert.FiredAt < now - Stale);
        return Advisor.Recommend(new Measurements(measured));
    }
}
