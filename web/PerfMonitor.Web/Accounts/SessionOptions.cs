using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Accounts;

/// <summary>How long sign-ins last; section <c>Sessions</c>.</summary>
internal sealed class SessionOptions
{
    /// <summary>A session ends this long after its last use. 12 hours by default.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A session ends this long after the sign-in, however much it is used. 30 days by default.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00")]
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Sessions one user can have at a time; the oldest ends when one more begins. 20 by default.</summary>
    [Range(1, 1000)]
    public int PerUser { get; init; } = 20;

    /// <summary>
    /// How long an instance trusts what it read about a session or key. Changes made by this instance hold at once;
    /// those made by another one hold here after this time. 5 seconds by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan CachedFor { get; init; } = TimeSpan.FromSeconds(5);
}
