using System.Globalization;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Rules;

/// <summary>A time in which something really was wrong, by a person's word.</summary>
internal sealed record MarkedIncident(DateTimeOffset From, DateTimeOffset To, string? Name = null);

/// <summary>When people were told, and of which alerts that fire.</summary>
internal sealed record Telling(DateTimeOffset At, IReadOnlyList<Guid> Firing);

/// <summary>When people sleep.</summary>
/// <param name="From">Time of day at which the night begins.</param>
/// <param name="To">Time of day at which it ends; before <paramref name="From"/> where it goes past midnight.</param>
/// <param name="Zone">Where the clock stands.</param>
internal sealed record Night(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    public bool Contains(DateTimeOffset at) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime).IsBetween(From, To);
}

/// <summary>Whether an incident was found, and how long it took until people knew.</summary>
internal sealed record IncidentVerdict(MarkedIncident Incident, bool IsFound, TimeSpan? Delay);

/// <summary>What a rule is worth over a period. Without incidents there is nothing to be found and nothing false.</summary>
internal sealed record BacktestScore(int Alerts, int Notifications, int AtNight, IReadOnlyList<IncidentVerdict> Incidents, int FalseAlerts)
{
    public int Found => Incidents.Count(static incident => incident.IsFound);

    /// <summary>The median time from an incident's begin until people knew of it, over those that were found.</summary>
    public TimeSpan? MedianDelay
    {
        get
        {
            var delays = Incidents.Select(static incident => incident.Delay).OfType<TimeSpan>().Order().ToList();
            return delays.Count == 0 ? null : (delays[(delays.Count - 1) / 2] + delays[delays.Count / 2]) / 2;
        }
    }

    /// <summary>In one sentence: "7 notifications, 2 at night, 3 of 3 marked incidents found, median delay 40s".</summary>
    public string Summary => string.Join(", ", Parts());

    /// <summary>Judges alerts and what people were told of them against the incidents.</summary>
    public static BacktestScore Of(BacktestAlerts alerts, IReadOnlyList<Telling> told, IReadOnlyList<MarkedIncident> incidents, Night night)
    {
        var verdicts = incidents.Select(incident => Judge(incident, alerts.Kept, told)).ToList();
        return new BacktestScore(
            alerts.Count,
            told.Count,
            told.Count(one => night.Contains(one.At)),
            verdicts,
            incidents.Count == 0 ? 0 : alerts.Outside);
    }

    private static IncidentVerdict Judge(MarkedIncident incident, IReadOnlyList<BacktestAlert> alerts, IReadOnlyList<Telling> told)
    {
        var within = alerts.Where(alert => alert.Overlaps(incident.From, incident.To)).Select(static alert => alert.Fired.EventId).ToHashSet();
        var known = told.Where(one => one.At <= incident.To && one.Firing.Any(within.Contains)).Select(static one => (DateTimeOffset?)one.At).Min();
        return new IncidentVerdict(incident, known is not null, known is not { } at ? null : at > incident.From ? at - incident.From : TimeSpan.Zero);
    }

    private IEnumerable<string> Parts()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{Notifications} notification{(Notifications == 1 ? "" : "s")}");
        yield return string.Create(CultureInfo.InvariantCulture, $"{AtNight} at night");
        if (Incidents.Count > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Found} of {Incidents.Count} marked incident{(Incidents.Count == 1 ? "" : "s")} found");
        }

        if (MedianDelay is { } delay)
        {
            yield return $"median delay {DurationText.Format((long)delay.TotalMilliseconds)}";
        }
    }
}
