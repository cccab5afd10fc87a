using PerfMonitor.Ingestion.Relabelling;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Exporters that are scraped in the same way.</summary>
internal sealed record ScrapeJob
{
    public required Guid Id { get; init; }

    /// <summary>Everything as written, defaults filled in and credentials turned into headers; this is what is stored.</summary>
    public required ScrapeInput Definition { get; init; }

    public required TargetOrigin Origin { get; init; }

    /// <summary>Those that relabelling has left.</summary>
    public required IReadOnlyList<ScrapeTarget> Targets { get; init; }

    public required IReadOnlyList<RelabelRule> MetricRules { get; init; }

    /// <summary>What of the definition decides how a target is scraped once its address and labels are known.</summary>
    public required string Manner { get; init; }

    public string Name => Definition.Job!;

    public bool Enabled => Definition.Enabled!.Value;

    public TimeSpan Interval => TimeSpan.FromSeconds(Definition.IntervalSeconds!.Value);

    public TimeSpan Timeout => TimeSpan.FromSeconds(Definition.TimeoutSeconds!.Value);
}
