namespace PerfMonitor.Ingestion.Probing;

/// <summary>A probe made by hand as the API shows it; durations in seconds.</summary>
internal sealed record ProbeView(
    bool Success,
    double DurationSeconds,
    IReadOnlyDictionary<string, double> Phases,
    int? StatusCode,
    long? ContentLength,
    string? Reason,
    string? Detail,
    DateTimeOffset? CertificateExpiry,
    DateTimeOffset FinishedAt)
{
    public static ProbeView Of(ProbeResult result) => new(
        result.Failure is null,
        result.Duration.TotalSeconds,
        result.Phases.Named.ToDictionary(phase => phase.Name, phase => phase.Duration.TotalSeconds),
        result.StatusCode,
        result.ContentLength,
        result.Failure?.ToString().ToLowerInvariant(),
        result.Detail,
        result.CertificateExpiry,
        result.FinishedAt);
}
