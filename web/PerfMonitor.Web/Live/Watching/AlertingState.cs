using System.Globalization;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>Whether alerts can be relied on.</summary>
/// <param name="Status"><c>ok</c>, <c>broken</c>, or <c>unknown</c> while this process has not yet waited long enough for a heartbeat.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="HeartbeatAt">When the newest heartbeat that came through was sent; null for none since this process started.</param>
/// <param name="Reason">What is wrong and where to look; null where nothing is.</param>
internal sealed record AlertingState(string Status, DateTimeOffset Since, DateTimeOffset? HeartbeatAt, string? Reason)
{
    public const string Ok = "ok";
    public const string Broken = "broken";
    public const string Unknown = "unknown";

    /// <summary>A moment as people read it here: <c>2026-03-02 12:00:05 UTC</c>.</summary>
    public static string Words(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
