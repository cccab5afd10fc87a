namespace PerfMonitor.Ingestion.Targets;

/// <summary>A target as a person or a file writes it; what is left out has its default.</summary>
internal sealed record TargetInput
{
    public string? Name { get; init; }

    public string? Url { get; init; }

    public string? Kind { get; init; }

    public int? IntervalSeconds { get; init; }

    public int? TimeoutSeconds { get; init; }

    public string? Method { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    public string? ExpectedStatus { get; init; }

    public string? Keyword { get; init; }

    public bool? FollowRedirects { get; init; }

    public bool? AllowInvalidCertificate { get; init; }

    public List<string>? Tags { get; init; }

    public bool? Enabled { get; init; }
}
