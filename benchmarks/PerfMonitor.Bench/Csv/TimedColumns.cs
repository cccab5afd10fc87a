namespace PerfMonitor.Bench.Csv;

/// <summary>Where time, value and label stand: by the names in the header, else in this order.</summary>
internal readonly record struct TimedColumns(int Time, int Value, int Label)
{
    private static readonly string[] TimeNames = ["timestamp", "time", "date", "datetime"];
    private static readonly string[] ValueNames = ["value"];
    private static readonly string[] LabelNames = ["label", "is_anomaly", "anomaly"];

    /// <summary>Null where a header has fewer than two columns.</summary>
    public static TimedColumns? Of(IReadOnlyList<string> header)
    {
        if (header.Count < 2) return null;
        int time = Named(TimeNames) ?? Free([Named(ValueNames), Named(LabelNames)]);
        int value = Named(ValueNames) ?? Free([time, Named(LabelNames)]);
        return new TimedColumns(time, value, Named(LabelNames) ?? Free([time, value]));

        int? Named(string[] names)
        {
            int at = header.ToList().FindIndex(column => names.Contains(column, StringComparer.OrdinalIgnoreCase));
            return at < 0 ? null : at;
        }

        static int Free(int?[] taken) => Enumerable.Range(0, taken.Length + 1).First(column => !taken.Contains(column));
    }
}
