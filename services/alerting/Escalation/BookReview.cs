using PerfMonitor.Alerting.OnCall;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Something in the book that would lead to nobody.</summary>
/// <param name="Kind"><c>policy</c> or <c>schedule</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What, in words.</param>
internal sealed record BookWarning(string Kind, string Name, string Text);

/// <summary>Finds, before an alert does, what leads to nobody: names that are gone, ways that do not work, policies that no alert reaches. Pure. Gaps of a schedule are left to its shifts.</summary>
internal static class BookReview
{
    public static IReadOnlyList<BookWarning> Warnings(ContactBook book, IReadOnlySet<string> channels)
    {
        var policies = book.Policies.OrderBy(static policy => policy.Name, StringComparer.Ordinal).ToList();
        var forAll = policies.FirstOrDefault(static policy => policy.Matchers.Count == 0);
        return
        [
            .. policies.SelectMany(policy => OfPolicy(policy, forAll).Distinct().Select(text => new BookWarning("policy", policy.Name, text))),
            .. book.Schedules.Values.SelectMany(schedule => OfSchedule(schedule).Distinct().Select(text => new BookWarning("schedule", schedule.Name, text))),
        ];

        IEnumerable<string> OfPolicy(EscalationPolicy policy, EscalationPolicy? first)
        {
            if (first is not null && string.CompareOrdinal(first.Name, policy.Name) < 0)
            {
                yield return $"no alert comes here: '{first.Name}' is for every alert and goes before it";
            }

            foreach (var (index, step) in policy.Steps.Index())
            {
                foreach (var text in OfStep(step))
                {
                    yield return $"step {index + 1}: {text}";
                }
            }
        }

        IEnumerable<string> OfStep(EscalationStep step) =>
        [
            .. step.Schedules.Where(name => !book.Schedules.ContainsKey(name)).Select(static name => $"there is no schedule '{name}'"),
            .. step.Channels.Where(channel => !channels.Contains(channel)).Select(static channel => $"'{channel}' is no channel that works"),
            .. step.People.Select(name => OfPerson(name, step.Over)).OfType<string>(),
            .. step.Schedules.SelectMany(name => PeopleOf(book.Schedules.GetValueOrDefault(name))).Where(book.People.ContainsKey).Select(name => OfPerson(name, step.Over)).OfType<string>(),
        ];

        IEnumerable<string> OfSchedule(Schedule schedule) => PeopleOf(schedule).Where(name => !book.People.ContainsKey(name)).Select(static name => $"there is no person '{name}'");

        string? OfPerson(string name, IReadOnlyList<string> over) =>
            !book.People.TryGetValue(name, out var person) ? $"there is no person '{name}'"
            : person.Ways.Any(way => (over.Count == 0 || over.Contains(way.Key)) && channels.Contains(way.Value)) ? null
            : over.Count == 0 ? $"{name} has no way that works"
            : $"{name} has no way that works among {string.Join(", ", over)}";
    }

    private static IEnumerable<string> PeopleOf(Schedule? schedule) => schedule is null ? [] : schedule.Rotations.SelectMany(static rotation => rotation.People).Distinct();
}
