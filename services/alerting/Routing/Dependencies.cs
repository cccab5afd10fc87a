using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Routing;

/// <summary>One target in front of another: which alerts say that it is down.</summary>
internal sealed record Front(string Target, IReadOnlyList<LabelMatcher> When);

/// <summary>Which targets are in front of which, over any number of steps.</summary>
internal sealed class Dependencies
{
    private const int MostTargets = 5000;

    private readonly Dictionary<string, IReadOnlyList<Front>> _fronts;

    private Dependencies(Dictionary<string, IReadOnlyList<Front>> fronts)
    {
        _fronts = fronts;
        Targets = fronts.Values.SelectMany(all => all).Select(front => front.Target).Distinct().ToList();
    }

    public static Dependencies None { get; } = new([]);

    /// <summary>Every target that is in front of another.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>What is in front of a target, the nearest first.</summary>
    public IReadOnlyList<Front> FrontsOf(string target) => _fronts.GetValueOrDefault(target, []);

    public static Dependencies Build(IReadOnlyList<DependencyOptions> options, Func<IReadOnlyList<string>, string, List<LabelMatcher>> matchers, List<string> errors)
    {
        var direct = new Dictionary<string, List<Front>>();
        foreach (var (index, option) in options.Index())
        {
            var key = $"Routing:Dependencies:{index}";
            if (option.Target.Length == 0)
            {
                errors.Add($"{key}:Target: is missing; it is what the others are behind.");
            }

            if (option.Behind.Count == 0)
            {
                errors.Add($"{key}:Behind: is missing; nothing would be behind '{option.Target}'.");
            }

            var front = new Front(option.Target, matchers(option.When, $"{key}:When"));
            foreach (var target in option.Behind)
            {
                direct.TryAdd(target, []);
                direct[target].Add(front);
            }
        }

        if (direct.Count > MostTargets)
        {
            errors.Add($"Routing:Dependencies: {direct.Count} targets are behind others; {MostTargets} is the most.");
            return None;
        }

        return new Dependencies(direct.Keys.ToDictionary(target => target, IReadOnlyList<Front> (target) => All(target, direct, errors)));
    }

    // Breadth first: the nearest explains best. Who is behind himself would keep himself quiet for ever.
    private static List<Front> All(string target, Dictionary<string, List<Front>> direct, List<string> errors)
    {
        var found = new List<Front>();
        var waiting = new Queue<string>([target]);
        while (waiting.TryDequeue(out var next))
        {
            foreach (var front in direct.GetValueOrDefault(next, []))
            {
                if (front.Target == target)
                {
                    errors.Add($"Routing:Dependencies: '{target}' is behind itself; take one step out of the circle.");
                    return [];
                }

                if (!found.Exists(known => known.Target == front.Target))
                {
                    found.Add(front);
                    waiting.Enqueue(front.Target);
                }
            }
        }

        return found;
    }
}
