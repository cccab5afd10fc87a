using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>A channel that a step tells, and whom it stands for.</summary>
internal sealed record Reached(string Channel, string Whom);

/// <summary>Everything that says who is who: policies, people, schedules. Pure.</summary>
internal sealed record ContactBook(
    IReadOnlyList<EscalationPolicy> Policies, IReadOnlyDictionary<string, Person> People, IReadOnlyDictionary<string, Schedule> Schedules, IReadOnlyList<ScheduleOverride> Overrides)
{
    public EscalationPolicy? PolicyOf(IReadOnlyDictionary<string, string> labels) =>
        Policies.OrderBy(static policy => policy.Name, StringComparer.Ordinal).FirstOrDefault(policy => Matching.LabelMatchers.AllMatch(policy.Matchers, labels));

    /// <summary>The channels a step tells at a moment, each once, and what of the step leads to nobody.</summary>
    public (IReadOnlyList<Reached> Reached, IReadOnlyList<string> Missing) Resolve(EscalationStep step, IReadOnlySet<string> channels, DateTimeOffset now)
    {
        var (reached, missing) = (new List<Reached>(), new List<string>());
        foreach (var channel in step.Channels)
        {
            Add(channel, "everybody there");
        }

        foreach (var name in step.People)
        {
            AddPerson(name, name);
        }

        foreach (var name in step.Schedules)
        {
            if (!Schedules.TryGetValue(name, out var schedule))
            {
                missing.Add($"there is no schedule '{name}'");
            }
            else if (Roster.At(schedule, Overrides, now) is { } duty)
            {
                AddPerson(duty.Person, $"{duty.Person}, {duty.Reason}");
            }
            else
            {
                missing.Add($"nobody is on call in '{name}'");
            }
        }

        return ([.. reached.DistinctBy(static one => one.Channel)], missing);

        void AddPerson(string name, string whom)
        {
            var ways = People.GetValueOrDefault(name)?.Ways.Where(way => step.Over.Count == 0 || step.Over.Contains(way.Key)).Select(static way => way.Value).ToList() ?? [];
            ways.ForEach(channel => Add(channel, whom));
            if (ways.Count == 0)
            {
                missing.Add(People.ContainsKey(name) ? $"{name} cannot be reached over {string.Join(", ", step.Over)}" : $"there is no person '{name}'");
            }
        }

        void Add(string channel, string whom)
        {
            if (channels.Contains(channel))
            {
                reached.Add(new Reached(channel, whom));
            }
            else
            {
                missing.Add($"'{channel}' ({whom}) is no channel that works");
            }
        }
    }
}
