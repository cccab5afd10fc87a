using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Admission;

/// <summary>What a sample may look like (section <c>Admission</c>).</summary>
internal sealed class AdmissionOptions
{
    /// <summary>Most labels of a series, the metric name not counted. Default 40.</summary>
    [Range(1, 1_000)]
    public int MaximumLabels { get; init; } = 40;

    /// <summary>Longest metric or label name, in characters. Default 200.</summary>
    [Range(1, 10_000)]
    public int MaximumNameLength { get; init; } = 200;

    /// <summary>Longest label value, in characters. Default 2,048.</summary>
    [Range(1, 100_000)]
    public int MaximumValueLength { get; init; } = 2_048;

    /// <summary>How far back a sample may lie. Default 24 hours.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How far ahead of our clock a sample may lie. Default 10 minutes.</summary>
    public TimeSpan MaximumLead { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most live series of one metric name. Default 100,000.</summary>
    [Range(1, 100_000_000)]
    public int MaximumSeriesPerMetric { get; init; } = 100_000;

    /// <summary>Most live series in all. Default 1,000,000.</summary>
    [Range(1, 100_000_000)]
    public int MaximumSeries { get; init; } = 1_000_000;

    /// <summary>How long a series without samples counts as live. Default 1 hour.</summary>
    public TimeSpan SeriesIdleTime { get; init; } = TimeSpan.FromHours(1);
}
