using System.Globalization;

namespace PerfMonitor.Analytics.History;

/// <summary>A table of the history that is partitioned by time, so that what has expired is dropped whole.</summary>
internal sealed class PartitionedTable
{
    private const long DayMs = 86_400_000;

    private readonly bool _isByMonth;

    private PartitionedTable(string name, bool isByMonth)
    {
        Name = name;
        _isByMonth = isByMonth;
    }

    /// <summary>Settled blocks, by UTC day.</summary>
    public static PartitionedTable Chunks { get; } = new("chunks", isByMonth: false);

    /// <summary>Roll-ups of one minute, by UTC day.</summary>
    public static PartitionedTable Minutes { get; } = new("rollups_1m", isByMonth: false);

    /// <summary>Roll-ups of one hour, by UTC month: a query over a year meets twelve partitions.</summary>
    public static PartitionedTable Hours { get; } = new("rollups_1h", isByMonth: true);

    public static IReadOnlyList<PartitionedTable> All { get; } = [Chunks, Minutes, Hours];

    public string Name { get; }

    private string Format => _isByMonth ? "yyyyMM" : "yyyyMMdd";

    /// <summary>The partition that a moment lies in.</summary>
    public Partition At(long timestampMs)
    {
        var day = DateTimeOffset.FromUnixTimeMilliseconds(timestampMs).UtcDateTime.Date;
        return Of(_isByMonth ? new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc) : day);
    }

    /// <summary>The day or month of a partition, <c>2026-01-05</c> or <c>2026-01</c>.</summary>
    public string PeriodOf(Partition partition) =>
        DateTimeOffset.FromUnixTimeMilliseconds(partition.StartMs).ToString(_isByMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The partition behind a table's name; null where the table is none of this one's.</summary>
    public Partition? FromTable(string table) =>
        table.StartsWith(Name + "_", StringComparison.Ordinal)
        && DateTime.TryParseExact(table.AsSpan(Name.Length + 1), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start)
            ? Of(start)
            : null;

    private Partition Of(DateTime start)
    {
        var startMs = new DateTimeOffset(start, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var endMs = _isByMonth ? new DateTimeOffset(start.AddMonths(1), TimeSpan.Zero).ToUnixTimeMilliseconds() : startMs + DayMs;
        return new Partition(Name, $"{Name}_{start.ToString(Format, CultureInfo.InvariantCulture)}", startMs, endMs);
    }
}

/// <summary>A partition of a table of the history: milliseconds since the Unix epoch, the end not in it.</summary>
internal readonly record struct Partition(string Parent, string Table, long StartMs, long EndMs);
