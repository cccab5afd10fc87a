using System.Collections.Concurrent;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Translation;

/// <summary>What all metrics of one resource and scope share: their common labels, and the metrics seen so far.</summary>
internal sealed class ScopeContext(IReadOnlyDictionary<string, string> common, LabelSet? targetInfo)
{
    /// <summary>job, instance and the scope's labels.</summary>
    public IReadOnlyDictionary<string, string> Common { get; } = common;

    /// <summary>The series <c>target_info</c> that carries the resource's other attributes; null where the resource has none or names no job.</summary>
    public LabelSet? TargetInfo { get; } = targetInfo;

    /// <summary>By the bytes of name, unit, kind; bounded with the whole cache.</summary>
    public ConcurrentDictionary<byte[], MetricContext> Metrics { get; } = new(BytesComparer.Instance);
}

/// <summary>One metric of one scope: its Prometheus name, and the series of the attribute sets seen so far.</summary>
internal sealed class MetricContext(string name, ScopeContext scope)
{
    public string Name { get; } = name;

    public ScopeContext Scope { get; } = scope;

    /// <summary>When it was last described, milliseconds since the Unix epoch; a request that loses the race describes it once more.</summary>
    public long DescribedAtMs { get; set; } = long.MinValue / 2;

    /// <summary>By the bytes of the attributes; bounded with the whole cache.</summary>
    public ConcurrentDictionary<byte[], PointSeries> Points { get; } = new(BytesComparer.Instance);
}

/// <summary>
/// The series that one attribute set of a metric feeds. For a gauge or sum just <see cref="Main"/>; for a histogram or summary
/// <see cref="Main"/> is the count and <see cref="Parts"/> are the buckets or quantiles at <see cref="Marks"/>.
/// </summary>
internal sealed record PointSeries(Series Main, Series? Sum, Series? Infinity, double[] Marks, Series[] Parts)
{
    /// <summary>How many series it keeps alive in the cache.</summary>
    public int Size => 1 + (Sum is null ? 0 : 1) + (Infinity is null ? 0 : 1) + Parts.Length;

    public bool IsLive
    {
        get
        {
            var expired = Main.Expired || Sum is { Expired: true } || Infinity is { Expired: true };
            foreach (var part in Parts)
            {
                expired |= part.Expired;
            }

            return !expired;
        }
    }
}
