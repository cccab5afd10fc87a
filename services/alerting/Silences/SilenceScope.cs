using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Silences;

/// <summary>What a silence really covers, for people who may have meant something else. Pure.</summary>
internal static class SilenceScope
{
    // A name no alert has: whoever matches this one as well matches every name.
    private const string Nobody = "\u0001";

    private static readonly string[] Severities = ["critical", "warning", "info"];

    /// <summary>What to say about a silence; null where it holds back some alerts and not others.</summary>
    /// <param name="matchers">Its matchers.</param>
    /// <param name="open">The alerts that are open.</param>
    public static string? Warn(IReadOnlyList<LabelMatcher> matchers, IReadOnlyList<Alert> open)
    {
        if (MatchesEverything(matchers))
        {
            return "it matches every alert there can be; people would be told of nothing";
        }

        var held = open.Count(alert => matchers.AllMatch(alert.Labels));
        return held == open.Count && held > 1 ? $"it holds back all {held} alerts that are open"
            : held == 0 ? "it matches no alert that is open"
            : null;
    }

    /// <summary>Whether nothing in the matchers tells one alert from another.</summary>
    public static bool MatchesEverything(IReadOnlyList<LabelMatcher> matchers) =>
        Severities.All(severity => matchers.AllMatch(new Dictionary<string, string> { ["alertname"] = Nobody, ["severity"] = severity }));

    /// <summary>Silences that have been active for so long without anything to hold back that they can only surprise.</summary>
    /// <param name="silences">All that are kept.</param>
    /// <param name="alerts">Alerts that were open within that time.</param>
    /// <param name="uselessAfter">That time.</param>
    /// <param name="now">The present.</param>
    public static IReadOnlyList<Silence> Useless(IReadOnlyList<Silence> silences, IReadOnlyList<Alert> alerts, TimeSpan uselessAfter, DateTimeOffset now) =>
        silences.Where(silence => silence.IsActive(now) && silence.StartsAt <= now - uselessAfter && !alerts.Any(alert => silence.Matchers.AllMatch(alert.Labels))).ToList();
}
