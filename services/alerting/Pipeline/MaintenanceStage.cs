using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Is somebody at work there on purpose? Holds back firing, repeats included; an all-clear closes what was announced.</summary>
internal static class MaintenanceStage
{
    public const string Name = "maintenance";

    public static Hold? Decide(Alert alert, IReadOnlyList<MaintenanceWindow> windows, DateTimeOffset now)
    {
        Hold? longest = null;
        foreach (var window in windows.Where(window => window.Matchers.AllMatch(alert.Labels)))
        {
            if (window.EndOfCurrent(now) is { } end && (longest is null || end > longest.Until))
            {
                longest = new Hold(Name, $"in the maintenance window '{window.Name}' until {Text.Of(end)}", end);
            }
        }

        return longest;
    }

    public static Passage Run(Passage passage) => passage with
    {
        Members = passage.Members
            .Select(member => member is { IsHeld: false, MayBeHeld: true } ? member with { Hold = Decide(member.Alert, passage.Maintenance, passage.Now) } : member)
            .ToImmutableList(),
    };
}
