using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>A probe's result as figures, under the names Prometheus' blackbox exporter gives them.</summary>
internal static class ProbeFigures
{
    /// <summary>The labels of all series of a target.</summary>
    public static Label[] Labels(Target target) => [new("job", "probe"), new("target", target.Name), new("kind", target.Kind), new("instance", target.Url.AbsoluteUri)];

    public static IEnumerable<Figure> Of(ProbeResult result, IReadOnlyDictionary<ProbeFailure, long> failures)
    {
        yield return new Figure("probe_success", result.Failure is null ? 1 : 0);
        yield return new Figure("probe_duration_seconds", result.Duration.TotalSeconds);
        foreach (var (name, duration) in result.Phases.Named)
        {
            yield return new Figure("probe_http_duration_seconds", duration.TotalSeconds, new Label("phase", name));
        }

        yield return new Figure("probe_http_status_code", result.StatusCode ?? 0);
        if (result.ContentLength is { } length)
        {
            yield return new Figure("probe_http_content_length", length);
        }

        if (result.CertificateExpiry is { } expiry)
        {
            yield return new Figure("probe_ssl_earliest_cert_expiry", expiry.ToUnixTimeSeconds());
        }

        foreach (var reason in Enum.GetValues<ProbeFailure>())
        {
            yield return new Figure("probe_failed_total", failures.GetValueOrDefault(reason), new Label("reason", reason.ToString().ToLowerInvariant()));
        }
    }
}
