using PerfMonitor.Ingestion.Relabelling;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>A scrape job as a person or a file writes it: Prometheus' <c>scrape_config</c>, in camel case; what is left out has its default.</summary>
internal sealed record ScrapeInput
{
    public string? Job { get; init; }

    /// <summary><c>host:port</c>, or a whole address.</summary>
    public List<string>? Targets { get; init; }

    /// <summary>Labels of all targets.</summary>
    public Dictionary<string, string>? Labels { get; init; }

    public string? Scheme { get; init; }

    public string? MetricsPath { get; init; }

    public Dictionary<string, string>? Params { get; init; }

    public int? IntervalSeconds { get; init; }

    public int? TimeoutSeconds { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>Becomes the header <c>Authorization</c>.</summary>
    public string? BearerToken { get; init; }

    /// <summary>Becomes the header <c>Authorization</c>.</summary>
    public BasicAuthInput? BasicAuth { get; init; }

    public bool? HonorLabels { get; init; }

    public bool? HonorTimestamps { get; init; }

    public bool? AllowInvalidCertificate { get; init; }

    public int? SampleLimit { get; init; }

    public int? BodySizeLimit { get; init; }

    public List<RelabelInput>? RelabelConfigs { get; init; }

    public List<RelabelInput>? MetricRelabelConfigs { get; init; }

    public bool? Enabled { get; init; }
}

internal sealed record BasicAuthInput(string? Username, string? Password);
