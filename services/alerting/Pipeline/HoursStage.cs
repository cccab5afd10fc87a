using System.Collections.Immutable;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Is this a time at which the route tells people? Holds back firing, repeats included; an all-clear closes what was announced.</summary>
internal static class HoursStage
{
    public const string Name = "hours";

    public static Hold? Decide(AlertRoute route, DateTimeOffset now) =>
        route.MuteTimes.FirstOrDefault(times => times.Contains(now)) is { } muted ? new Hold(Name, $"muted by the route in the times '{muted.Name}'")
        : route.ActiveTimes.Count > 0 && !route.ActiveTimes.Any(times => times.Contains(now)) ? new Hold(Name, $"the route tells only in the times {string.Join(", ", route.ActiveTimes.Select(times => $"'{times.Name}'"))}")
        : null;

    /// <summary>The names of the times that mute the route now: those it is muted in, else those it tells in alone, of which none holds.</summary>
    public static IReadOnlyList<string> MutedBy(AlertRoute route, DateTimeOffset now)
    {
        var muting = route.MuteTimes.Where(times => times.Contains(now)).ToList();
        return [.. (muting.Count == 0 && Decide(route, now) is not null ? route.ActiveTimes : muting).Select(times => times.Name)];
    }

    public static Passage Run(Passage passage) => passage.Route is not { } route || Decide(route, passage.Now) is not { } hold
        ? passage
        : passage with
        {
            Members = passage.Members.Select(member => member is { IsHeld: false, MayBeHeld: true } ? member with { Hold = hold } : member).ToImmutableList(),
        };
}
