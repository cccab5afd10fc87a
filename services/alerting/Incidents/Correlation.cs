using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Incidents;

/// <summary>Alerts that are most likely one trouble.</summary>
/// <param name="Alerts">The episodes, oldest first: the first is the likeliest cause.</param>
/// <param name="Shared">The labels that hold them together, each with the value most of them have.</param>
internal sealed record Incident(IReadOnlyList<Alert> Alerts, IReadOnlyDictionary<string, string> Shared)
{
    public DateTimeOffset StartsAt => Alerts[0].StartsAt;

    /// <summary>When the last of them ended; null while one is open.</summary>
    public DateTimeOffset? EndsAt => Alerts.Any(static alert => alert.IsOpen) ? null : Alerts.Max(static alert => alert.EndsAt);

    public Severity Severity => Alerts.Max(static alert => alert.Severity);
}

/// <summary>
/// Puts episodes together that began within <see cref="Window"/> of each other and say the same about where: two alerts belong
/// together when one of the labels in <see cref="Places"/> has the same value in both, or, where neither has any of them, when they
/// have the same <c>job</c>. What belongs to the same third one belongs together. Pure; nothing is stored.
/// </summary>
internal static class Correlation
{
    /// <summary>The longest time between the beginnings of two alerts of one trouble.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Labels that name a place where something happens.</summary>
    public static readonly IReadOnlyList<string> Places = ["instance", "target", "component", "strategy", "service", "host", "node", "pod", "run"];

    /// <summary>The incidents, the newest first; an alert without company is one by itself.</summary>
    public static IReadOnlyList<Incident> Group(IEnumerable<Alert> alerts)
    {
        var ordered = alerts.OrderBy(static alert => alert.StartsAt).ThenBy(static alert => alert.Id).ToList();
        var heads = Enumerable.Range(0, ordered.Count).ToArray();
        for (var later = 1; later < ordered.Count; later++)
        {
            for (var earlier = later - 1; earlier >= 0 && ordered[later].StartsAt - ordered[earlier].StartsAt <= Window; earlier--)
            {
                if (BelongTogether(ordered[earlier], ordered[later]))
                {
                    heads[Head(later)] = Head(earlier);
                }
            }
        }

        return [.. Enumerable.Range(0, ordered.Count).GroupBy(Head).Select(members => Of([.. members.Select(index => ordered[index])])).OrderByDescending(static incident => incident.StartsAt)];

        int Head(int index)
        {
            while (heads[index] != index)
            {
                index = heads[index] = heads[heads[index]];
            }

            return index;
        }
    }

    public static bool BelongTogether(Alert one, Alert other)
    {
        if (Places.Any(place => one.Labels.TryGetValue(place, out var value) && other.Labels.GetValueOrDefault(place) == value))
        {
            return true;
        }

        return !HasPlace(one) && !HasPlace(other) && one.Labels.TryGetValue("job", out var job) && other.Labels.GetValueOrDefault("job") == job;
    }

    private static bool HasPlace(Alert alert) => Places.Any(alert.Labels.ContainsKey);

    private static Incident Of(IReadOnlyList<Alert> alerts) => new(
        alerts,
        Places.Append("job")
            .Select(place => (Place: place, Most: alerts.Select(alert => alert.Labels.GetValueOrDefault(place)).OfType<string>().GroupBy(static value => value).MaxBy(static values => values.Count())))
            .Where(place => place.Most is not null && place.Most.Count() > alerts.Count / 2)
            .ToDictionary(static place => place.Place, static place => place.Most!.Key));
}
