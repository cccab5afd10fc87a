namespace PerfMonitor.Analytics.History;

/// <summary>A resolution that the history is rolled up at.</summary>
/// <param name="SpanMs">The length of a bucket.</param>
/// <param name="Table">Where its rows are.</param>
/// <param name="Name">As answers name it.</param>
internal sealed record RollupResolution(long SpanMs, PartitionedTable Table, string Name)
{
    public static RollupResolution Minute { get; } = new(60_000, PartitionedTable.Minutes, "1m");

    public static RollupResolution Hour { get; } = new(ChunkCutter.HourMs, PartitionedTable.Hours, "1h");

    /// <summary>The coarsest resolution whose buckets fill windows with such edges exactly; null where none does.</summary>
    public static RollupResolution? For(long alignmentMs) => alignmentMs % Hour.SpanMs == 0 ? Hour : alignmentMs % Minute.SpanMs == 0 ? Minute : null;
}
