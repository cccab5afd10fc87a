namespace PerfMonitor.Analysis.Baselines;

/// <summary>The overall effectiveness: the arithmetic mean of the improvements of throughput, memory, CPU and communication.</summary>
/// <param name="Percent">The mean; null unless all four are known.</param>
/// <param name="Reason">What it is the mean of, or what is missing.</param>
public sealed record Effectiveness(double? Percent, string Reason)
{
    private static readonly ComponentRole[] Roles = [ComponentRole.Throughput, ComponentRole.Memory, ComponentRole.Cpu, ComponentRole.Communication];

    /// <summary>The mean over the four roles. A role without an improvement is named, never taken for zero.</summary>
    public static Effectiveness Of(IReadOnlyDictionary<ComponentRole, double?> improvements)
    {
        var missing = Roles.Where(role => improvements.GetValueOrDefault(role) is null).ToList();
        return missing.Count == 0
            ? new Effectiveness(Roles.Average(role => improvements[role]), "the mean of throughput, memory, CPU and communication")
            : new Effectiveness(null, $"not known without {string.Join(", ", missing.Select(static role => role.ToString().ToLowerInvariant()))}");
    }
}
