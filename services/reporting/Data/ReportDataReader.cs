using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Data;

/// <summary>Asks for everything a report is made of, one question after the other: a report is in no hurry, analytics has other work.</summary>
internal sealed class ReportDataReader(IMetricSource metrics, IAlertSource alerts)
{
    public async Task<ReportData> ReadAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        var queries = new List<ReportQuery>();
        var series = new Dictionary<Figure, IReadOnlyList<MetricSeries>>();
        var warnings = new List<string>();
        foreach (var query in ReportQueries.For(period))
        {
            await AskAsync(query);
        }

        var checks = series[Figure.Checks].Sum(target => target.Last ?? 0);
        await AskAsync(ReportQueries.States(period, checks));
        var answer = await alerts.AlertsAsync(period, cancellationToken);
        return new ReportData
        {
            Queries = queries,
            Series = series,
            Warnings = [.. warnings.Distinct()],
            Alerts = answer.Alerts,
            AlertsAreCut = answer.IsCut,
        };

        async Task AskAsync(ReportQuery query)
        {
            var result = await metrics.AskAsync(query, period, cancellationToken);
            queries.Add(query);
            series[query.Figure] = result.Series;
            warnings.AddRange(result.Warnings);
        }
    }
}
