using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Accounts;

/// <summary>How many wrong passwords are taken before sign-in is refused for a while; section <c>LoginThrottle</c>.</summary>
internal sealed class LoginThrottleOptions
{
    /// <summary>Failures older than this are forgotten. 5 minutes by default.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Failures of one user name from one address. 5 by default.</summary>
    [Range(1, 1000)]
    public int PerUserAndAddress { get; init; } = 5;

    /// <summary>Failures from one address (IPv6: one /64 network), whatever the user name. 20 by default.</summary>
    [Range(1, 10_000)]
    public int PerAddress { get; init; } = 20;

    /// <summary>
    /// Failures of one user name from anywhere. 50 by default: more than one address may cause, so that a single
    /// attacker cannot keep somebody else out.
    /// </summary>
    [Range(1, 10_000)]
    public int PerUser { get; init; } = 50;

    /// <summary>Entries kept of each of the three kinds; the one with the oldest failure goes first. 10,000 by default.</summary>
    [Range(100, 1_000_000)]
    public int Capacity { get; init; } = 10_000;
}
