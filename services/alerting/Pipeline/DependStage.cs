using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Is it behind something that is down? Then it may only seem to be in trouble. What is held back itself still explains others.</summary>
internal static class DependStage
{
    public const string Name = "depend";

    public static Hold? Decide(Alert alert, Dependencies dependencies, IReadOnlyList<Alert> sources) => Explaining(alert, dependencies, sources) is { } down
        ? new Hold(Name, $"{alert.Place} is behind {down.Place}, where {down.Severity.ToString().ToLowerInvariant()} {down.Name} fires")
        : null;

    /// <summary>The alert about something in front that holds this one back.</summary>
    public static Alert? Explaining(Alert alert, Dependencies dependencies, IReadOnlyList<Alert> sources) => alert.Place is not { } place
        ? null
        : dependencies.FrontsOf(place)
            .Select(front => sources.FirstOrDefault(source => source.IsOpen && source.Place == front.Target && front.When.AllMatch(source.Labels)))
            .FirstOrDefault(down => down is not null);

    public static Passage Run(Passage passage) => passage with
    {
        Members = passage.Members
            .Select(member => member is { IsHeld: false, MayBeHeld: true } ? member with { Hold = Decide(member.Alert, passage.Rules.Tree.Dependencies, passage.DependencySources) } : member)
            .ToImmutableList(),
    };
}
