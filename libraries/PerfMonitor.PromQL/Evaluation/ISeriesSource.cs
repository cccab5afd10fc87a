using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL;

/// <summary>Where samples come from: history, live windows, both together, or a test's memory.</summary>
public interface ISeriesSource
{
    /// <summary>
    /// The series a selection matches, with their samples in it, sorted by time, each timestamp once, stale markers left
    /// in. A series without samples in the range may be left out. The memory must stay as it is until the query has ended.
    /// </summary>
    ValueTask<IReadOnlyList<SeriesSamples>> SelectAsync(SeriesSelection selection, CancellationToken cancellationToken);
}

/// <summary>A series and its samples in two columns of the same length.</summary>
public readonly record struct SeriesSamples(LabelSet Labels, ReadOnlyMemory<long> TimestampsMs, ReadOnlyMemory<double> Values)
{
    /// <summary>
    /// How many samples each value stands for, where a source answers <see cref="SeriesSelection.Function"/> from
    /// roll-ups: a value is then the function's own result over those samples, or for a mean their sum. Empty where every
    /// value is a sample.
    /// </summary>
    public ReadOnlyMemory<int> Counts { get; init; }
}

/// <summary>What a query needs of a source.</summary>
/// <param name="Matchers">Conditions every series satisfies.</param>
/// <param name="StartMs">Earliest timestamp needed, inclusive.</param>
/// <param name="EndMs">Latest timestamp needed, inclusive.</param>
public sealed record SeriesSelection(IReadOnlyList<LabelMatcher> Matchers, long StartMs, long EndMs)
{
    /// <summary>The function the samples go into, null where it is none alone: lets a source answer from roll-ups.</summary>
    public string? Function { get; init; }

    /// <summary>The length of the range selector in milliseconds, 0 for an instant selector.</summary>
    public long RangeMs { get; init; }

    /// <summary>Whether only the newest sample of each series is looked at: a source may leave out all that are older.</summary>
    public bool IsNewestEnough { get; init; }

    /// <summary>The distance between the steps of the query in milliseconds, 0 for an instant query.</summary>
    public long StepMs { get; init; }

    /// <summary>
    /// Every moment at which a window of this selection begins or ends is a multiple of this, in milliseconds since the
    /// Unix epoch; 0 where that holds for any number. 1, the default, promises nothing.
    /// </summary>
    public long AlignmentMs { get; init; } = 1;

    /// <summary>Most samples the query still accepts; a source may stop with <see cref="PromEvaluationException"/> as soon as it knows of more.</summary>
    public long MaxSamples { get; init; } = long.MaxValue;

    /// <summary>Most series the query accepts.</summary>
    public int MaxSeries { get; init; } = int.MaxValue;
}
