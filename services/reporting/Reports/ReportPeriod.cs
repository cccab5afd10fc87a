namespace PerfMonitor.Reporting.Reports;

/// <summary>The time a report is about, from its start (inclusive) to its end (exclusive).</summary>
internal sealed record ReportPeriod(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;

    public long FromMs => From.ToUnixTimeMilliseconds();

    public long ToMs => To.ToUnixTimeMilliseconds();

    /// <summary>How much of the period lies between two times.</summary>
    public TimeSpan Overlap(DateTimeOffset from, DateTimeOffset to)
    {
        var start = from > From ? from : From;
        var end = to < To ? to : To;
        return end > start ? end - start : TimeSpan.Zero;
    }
}
