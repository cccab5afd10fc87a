using System.Globalization;

namespace PerfMonitor.Analytics.History;

/// <summary>The partition of <c>history.chunks</c> that holds one UTC day, named <c>chunks_yyyymmdd</c>.</summary>
internal readonly record struct DayPartition(int Day)
{
    private const long DayMs = 86_400_000;
    private const string Prefix = "chunks_";

    public string Table => Prefix + DateOnly.FromDayNumber(Day + EpochDay).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public long StartMs => Day * DayMs;

    /// <summary>The first millisecond that is not in it.</summary>
    public long EndMs => StartMs + DayMs;

    private static int EpochDay => new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The day of a moment, in days since the Unix epoch.</summary>
    public static int DayOf(long timestampMs) => (int)(ChunkCutter.FloorTo(timestampMs, DayMs) / DayMs);

    /// <summary>The partition behind a table's name; null where the table is none.</summary>
    public static DayPartition? FromTable(string table) =>
        table.StartsWith(Prefix, StringComparison.Ordinal) && DateOnly.TryParseExact(table.AsSpan(Prefix.Length), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DayPartition(day.DayNumber - EpochDay)
            : null;
}
