namespace PerfMonitor.Ingestion.Relabelling;

/// <summary>One step of relabelling as a person or a file writes it: Prometheus' <c>relabel_config</c>, in camel case.</summary>
internal sealed record RelabelInput
{
    public string? Action { get; init; }

    public List<string>? SourceLabels { get; init; }

    public string? Separator { get; init; }

    public string? Regex { get; init; }

    public string? TargetLabel { get; init; }

    public string? Replacement { get; init; }
}
