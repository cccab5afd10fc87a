using PerfMonitor.Analysis.Baselines;
using PerfMonitor.Analysis.Significance;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>A time compared with a baseline: the before/after table and what it comes to.</summary>
internal sealed record Impact(BaselineReference Baseline, ComparedTime Compared, IReadOnlyList<ImpactRow> Components, Effectiveness Overall)
{
    /// <summary>Why there is no overall effectiveness; null where there is one.</summary>
    public ImpactObstacle? Obstacle => ImpactObstacle.Of(Overall, Improvements(Components));

    /// <summary>Compares what was measured with the baseline's samples. Pure.</summary>
    public static Impact Of(Baseline baseline, ComparedTime compared, IReadOnlyList<ComponentReading> now)
    {
        var rows = baseline.Components.Zip(now, static (before, after) => ImpactRow.Of(before, after)).ToList();
        return new Impact(BaselineReference.Of(baseline), compared, rows, OverallOf(rows));
    }

    /// <summary>What rows come to. Where two components have one role, the first counts.</summary>
    public static Effectiveness OverallOf(IEnumerable<ImpactRow> rows) =>
        Effectiveness.Of(Improvements(rows));

    private static Dictionary<ComponentRole, double?> Improvements(IEnumerable<ImpactRow> rows) =>
        rows.DistinctBy(static row => row.Role).ToDictionary(static row => row.Role, static row => row.ImprovementPercent);
}

/// <summary>Which baseline it was.</summary>
internal sealed record BaselineReference(string Name, int Version, DateTimeOffset From, DateTimeOffset To, BaselineSource Source, string? Run)
{
    public static BaselineReference Of(Baseline baseline) => new(baseline.Name, baseline.Version, baseline.From, baseline.To, baseline.Source, baseline.Run);
}

/// <summary>What was compared with it.</summary>
internal sealed record ComparedTime(DateTimeOffset From, DateTimeOffset To, double StepSeconds, string? Run);

/// <summary>A row of the before/after table.</summary>
internal sealed record ImpactRow
{
    public required string Name { get; init; }

    public required ComponentRole Role { get; init; }

    public required string Unit { get; init; }

    public required Better Better { get; init; }

    public SampleSummary? Before { get; init; }

    public SampleSummary? After { get; init; }

    public double? ImprovementPercent { get; init; }

    public double? LowPercent { get; init; }

    public double? HighPercent { get; init; }

    /// <summary>The test beside the percentage; its verdict is about the values, not about which way is better.</summary>
    public required Shift Significance { get; init; }

    /// <summary>The row in words, or why there is no percentage.</summary>
    public required string Reason { get; init; }

    public TargetCheck? Target { get; init; }

    /// <summary>How much the figure grew within the baseline's range.</summary>
    public required Growth GrowthBefore { get; init; }

    /// <summary>How much it grew within the time compared.</summary>
    public required Growth GrowthAfter { get; init; }

    public static ImpactRow Of(BaselineComponent before, ComponentReading after)
    {
        var (earlier, later) = (before.Measured(), after.Samples);
        var compared = ComponentComparison.Of(earlier, later, before.Better);
        return new ImpactRow
        {
            Name = before.Name,
            Role = before.Role,
            Unit = before.Unit,
            Better = before.Better,
            Before = compared.Before,
            After = compared.After,
            ImprovementPercent = compared.ImprovementPercent,
            LowPercent = compared.LowPercent,
            HighPercent = compared.HighPercent,
            Significance = compared.Shift,
            Reason = after.Error ?? compared.Reason,
            Target = before.TargetPercent is { } target ? TargetCheck.Of(target, compared.ImprovementPercent) : null,
            GrowthBefore = Growth.Over(earlier),
            GrowthAfter = Growth.Over(later),
        };
    }
}
