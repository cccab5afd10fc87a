namespace PerfMonitor.Web.StatusPage;

/// <summary>What the status page asks analytics.</summary>
internal static class StatusQueries
{
    /// <summary>Days shown, today among them.</summary>
    public const int Days = 90;

    public const string Now = "probe_success";

    public const string Response = "1000 * avg_over_time(probe_duration_seconds[5m])";

    public const string LastDay = "avg_over_time(probe_success[1d])";

    /// <summary>When each target that fails now was last well, s since the epoch; asked only while one fails.</summary>
    public const string LastWell = "max_over_time(timestamp(probe_success == 1)[1d:1m]) and probe_success == 0";

    /// <summary>Asked at the end of each day in UTC, so that a whole day is in each value and roll-ups of an hour answer it.</summary>
    public const string EachDay = LastDay;
}
