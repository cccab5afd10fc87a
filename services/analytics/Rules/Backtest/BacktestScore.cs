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
/// <param name="Incident">What really was wrong.</param>
/// <param name="IsFound">Whether people were told of an alert that began with it.</param>
/// <param name="Delay">From its beginning until they were.</param>
/// <param name="FiringSince">Where it was not found: since when an alert fired that began too long before to be about it; null where none did.</param>
internal sealed record IncidentVerdict(MarkedIncident Incident, bool IsFound, TimeSpan? Delay, DateTimeOffset? FiringSince);

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

    /// <summary>
    /// How long before an incident an alert may begin and count as having found it. Whoever marks an incident marks it from when it hurt, and
    /// a warning comes before that; the longest window over which rules commonly average is an hour. What fires for longer says nothing of the
    /// incident: a threshold that is always passed would have found them all at once.
    /// </summary>
    public static readonly TimeSpan Lead = TimeSpan.FromHours(1);

    /// <summary>Incidents that were not found, but in which something fired that had begun long before.</summary>
    public int FiringBefore => Incidents.Count(static incident => incident.FiringSince is not null);

    /// <summary>Judges alerts and what people were told of them against the incidents.</summary>
    public static BacktestScore Of(BacktestAlerts alerts, IReadOnlyList<Telling> told, IReadOnlyList<MarkedIncident> incidents, Night night, TimeSpan lead)
    {
        var firstTold = FirstTold(told);
        return new BacktestScore(
            alerts.Count,
            told.Count,
            told.Count(one => night.Contains(one.At)),
            [.. incidents.Select(incident => Judge(incident, alerts.Kept, firstTold, lead))],
            incidents.Count == 0 ? 0 : alerts.Outside);
    }

    private static IncidentVerdict Judge(MarkedIncident incident, IReadOnlyList<BacktestAlert> alerts, Dictionary<Guid, DateTimeOffset> firstTold, TimeSpan lead)
    {
        var known = alerts.Where(alert => alert.Overlaps(incident.From, incident.To) && firstTold.TryGetValue(alert.Fired.EventId, out var at) && at <= incident.To)
            .ToLookup(alert => alert.Fired.FiredAt >= incident.From - lead);
        if (known[true].Min(alert => (DateTimeOffset?)firstTold[alert.Fired.EventId]) is { } found)
        {
            return new IncidentVerdict(incident, true, found > incident.From ? found - incident.From : TimeSpan.Zero, null);
        }

        return new IncidentVerdict(incident, false, null, known[false].Max(static alert => (DateTimeOffset?)alert.Fired.FiredAt));
    }

    private static Dictionary<Guid, DateTimeOffset> FirstTold(IReadOnlyList<Telling> told)
    {
        var first = new Dictionary<Guid, DateTimeOffset>();
        foreach (var telling in told.OrderBy(static telling => telling.At))
        {
            foreach (var alert in telling.Firing)
            {
                first.TryAdd(alert, telling.At);
            }
        }

        return first;
    }

    private IEnumerable<string> Parts()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{Notifications} notification{(Notifications == 1 ? "" : "s")}");
        yield return string.Create(CultureInfo.InvariantCulture, $"{AtNight} at night");
        if (Incidents.Count > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Found} of {Incidents.Count} marked incident{(Incidents.Count == 1 ? "" : "s")} found");
        }

        if (FiringBefore > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{FiringBefore} in which it was already firing");
        }

        if (MedianDelay is { } delay)
        {
            yield return $"median delay {DurationText.Format((long)delay.TotalMilliseconds)}";
        }
    }
}
