using System.Globalization;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion;

/// <summary>Our own totals as figures.</summary>
internal static class SelfFigures
{
    public static IEnumerable<Figure> Of(IngestionTotals totals)
    {
        yield return new Figure("perfmonitor_samples_accepted_total", totals.Accepted);
        foreach (var (reason, count) in totals.Refused)
        {
            yield return new Figure("perfmonitor_samples_refused_total", count, new Label("reason", reason.Text()));
        }

        foreach (var (kind, count) in totals.Noted)
        {
            yield return new Figure(kind.Metric(), count);
        }

        foreach (var (path, code, count) in totals.Requests)
        {
            yield return new Figure("perfmonitor_requests_total", count, new Label("path", path), new Label("code", code.ToString(CultureInfo.InvariantCulture)));
        }

        yield return new Figure("perfmonitor_publish_duration_seconds_sum", totals.PublishSeconds);
        yield return new Figure("perfmonitor_publish_duration_seconds_count", totals.Publishes);
    }
}
