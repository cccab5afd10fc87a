using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>How OTLP becomes series (section <c>Otlp</c>).</summary>
internal sealed class TranslationOptions
{
    /// <summary>Whether series carry the labels <c>otel_scope_name</c>, <c>otel_scope_version</c>, … that the compatibility specification asks for. Default true.</summary>
    public bool ScopeLabels { get; init; } = true;

    /// <summary>Finest scale of the classic buckets of exponential histograms: bounds are powers of 2^(2^-scale). Default 1, two buckets per doubling.</summary>
    [Range(0, ExponentialBuckets.FinestScale)]
    public int ExponentialScale { get; init; } = 1;

    /// <summary>Most classic buckets of one exponential histogram; a wider one gets coarser buckets. Default 80.</summary>
    [Range(4, 1_000)]
    public int MaximumExponentialBuckets { get; init; } = 80;

    /// <summary>Most delta series whose running totals are kept. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaximumDeltaSeries { get; init; } = 100_000;

    /// <summary>How long a running total is kept without a new point. Default 1 hour.</summary>
    public TimeSpan DeltaIdleTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most series that the cache from attributes to series remembers; full, it starts anew. Default 1,000,000.</summary>
    [Range(1_000, 100_000_000)]
    public int MaximumCachedSeries { get; init; } = 1_000_000;
}
