using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Whom to tell, one after the other, while nobody takes an alert.</summary>
/// <param name="Name">What it is called; of several that match an alert the first by name counts.</param>
/// <param name="Matchers">Which alerts.</param>
/// <param name="Steps">In order.</param>
/// <param name="Repeat">How often the steps begin again when the last has passed; 0 to 10.</param>
internal sealed record EscalationPolicy(string Name, IReadOnlyList<LabelMatcher> Matchers, IReadOnlyList<EscalationStep> Steps, int Repeat = 0)
{
    /// <summary>How many steps there are with all repetitions.</summary>
    public int Length => Steps.Count * (Repeat + 1);

    public EscalationStep At(int position) => Steps[position % Steps.Count];

    /// <summary>The step that is taken when so many have been; after the last it is that once more.</summary>
    public EscalationStep Next(int taken) => At(Math.Min(taken, Length - 1));
}

/// <summary>One step.</summary>
/// <param name="Wait">How long after the step before (the first: after the alert fired).</param>
/// <param name="People">By name.</param>
/// <param name="Schedules">Whoever is on call there.</param>
/// <param name="Channels">Channels that are told whoever is on call.</param>
/// <param name="Over">Ways to reach people, such as <c>sms</c>; none: all that a person has.</param>
internal sealed record EscalationStep(TimeSpan Wait, IReadOnlyList<string> People, IReadOnlyList<string> Schedules, IReadOnlyList<string> Channels, IReadOnlyList<string> Over);

/// <summary>Somebody who can be told.</summary>
/// <param name="Name">What schedules and policies call him.</param>
/// <param name="Ways">The channels that reach him, by the way: <c>sms</c> → <c>sms-anna</c>.</param>
internal sealed record Person(string Name, IReadOnlyDictionary<string, string> Ways);
