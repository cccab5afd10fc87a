namespace PerfMonitor.Analysis.Baselines;

/// <summary>The overall effectiveness: the arithmetic mean of the improvements of throughput, memory, CPU and communication.</summary>
/// <param name="Percent">The mean; null unless all four are known.</param>
/// <param name="Reason">What it is the mean of, or what is missing.</param>
public sealed record Effectiveness(double? Percent, string Reason)
{
    /// <summary>How many improvements the mean is over.</summary>
    public static int Needed => Roles.Length;

    private static readonly ComponentRole[] Roles = [ComponentRole.Throughput, ComponentRole.Memory, ComponentRole.Cpu, ComponentRole.Communication];

    /// <summary>The mean over the four roles. A role without an improvement is named, never taken for zero.</summary>
    public static Effectiveness Of(IReadOnlyDictionary<ComponentRole, double?> improvements)
    {
        var missing = Missing(improvements);
        return missing.Count == 0
            ? new Effectiveness(Roles.Average(role => improvements[role]), "the mean of throughput, memory, CPU and communication")
            : new Effectiveness(null, $"not known without {string.Join(", ", missing.Select(static role => role.ToString().ToLowerInvariant()))}");
    }

    /// <summary>The roles without an improvement, for want of which there is no mean.</summary>
    public static IReadOnlyList<ComponentRole> Missing(IReadOnlyDictionary<ComponentRole, double?> improvements) =>
        [.. Roles.Where(role => improvements.GetValueOrDefault(role) is null)];
}
