using System.Text.Json.Serialization;

namespace PerfMonitor.Web.StatusPage;

/// <summary>How a target is, or all of them together.</summary>
internal enum PublicState
{
    Up,

    /// <summary>Some are down, some are not. A single target is never this.</summary>
    Partial,
    Down,

    /// <summary>Somebody works on it on purpose, whether it answers or not.</summary>
    Maintenance,

    /// <summary>Not probed, or no result has come in the last minutes.</summary>
    Unknown,
}

/// <summary>What the status page says. It names no address, and nothing of targets without the tag.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="At">Of when it is.</param>
/// <param name="State">All targets together.</param>
/// <param name="Targets">By name.</param>
internal sealed record PublicStatus(string Title, DateTimeOffset At, PublicState State, IReadOnlyList<PublicTarget> Targets);

/// <summary>One target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Up, down, maintenance or unknown.</param>
/// <param name="MaintenanceUntil">When the work on it ends; null where there is none.</param>
/// <param name="DownSince">When the last probe succeeded before those that fail now; null while it is up, and where that was more than a day ago.</param>
/// <param name="ResponseMs">Mean of the probes of the last 5 minutes, ms.</param>
/// <param name="Uptime">Shares of successful probes.</param>
/// <param name="Days">The last <see cref="StatusQueries.Days"/> days in UTC, the oldest first: the share of successful probes, 0 to 1, null where there was none.</param>
internal sealed record PublicTarget(string Name, PublicState State, DateTimeOffset? MaintenanceUntil, DateTimeOffset? DownSince, double? ResponseMs, PublicUptime Uptime, IReadOnlyList<PublicDay> Days);

/// <summary>Shares of successful probes, 0 to 1; null where there was none. Longer ones are means of the days in which there was any.</summary>
internal sealed record PublicUptime(
    [property: JsonPropertyName("1d")] double? Day,
    [property: JsonPropertyName("7d")] double? Week,
    [property: JsonPropertyName("30d")] double? Month,
    [property: JsonPropertyName("90d")] double? Quarter)
{
    /// <summary>The one of so many days; null also for a length that is not kept.</summary>
    public double? Of(int days) => days switch { 1 => Day, 7 => Week, 30 => Month, 90 => Quarter, _ => null };
}

/// <summary>One day in UTC.</summary>
/// <param name="Date">Which.</param>
/// <param name="Uptime">Share of successful probes, 0 to 1; null where there was none.</param>
/// <param name="State">What is said of that: up, partial, down or unknown.</param>
internal sealed record PublicDay(DateOnly Date, double? Uptime, PublicState State);
