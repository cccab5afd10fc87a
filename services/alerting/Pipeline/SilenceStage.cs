using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>Has somebody asked for quiet? Only what fires is held back: an all-clear closes what was announced.</summary>
internal static class SilenceStage
{
    public const string Name = "silence";

    /// <summary>Of several silences the one that lasts longest is named: the alert stays quiet until then.</summary>
    public static Hold? Decide(Alert alert, IReadOnlyList<Silence> silences, DateTimeOffset now) =>
        silences.Where(silence => silence.IsActive(now) && silence.Matchers.AllMatch(alert.Labels)).MaxBy(silence => silence.EndsAt) is { } silence
            ? new Hold(Name, $"silenced by {silence.CreatedBy} until {Text.Of(silence.EndsAt)}: {silence.Comment}", silence.EndsAt)
            : null;

    public static Passage Run(Passage passage) => passage with
    {
        Members = passage.Members
            .Select(member => member is { IsHeld: false, MayBeHeld: true } ? member with { Hold = Decide(member.Alert, passage.Silences, passage.Now) } : member)
            .ToImmutableList(),
    };
}
