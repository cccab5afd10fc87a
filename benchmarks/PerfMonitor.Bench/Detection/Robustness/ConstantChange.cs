using PerfMonitor.Analysis.Detection;

namespace PerfMonitor.Bench.Detection.Robustness;

/// <summary>The constants with one of them halved or doubled.</summary>
internal sealed record ConstantChange(string Name, DetectorConstants Constants)
{
    /// <summary>The constants as they are first, then each change; counts that halve to a fraction are rounded up.</summary>
    public static IReadOnlyList<ConstantChange> All { get; } =
    [
        new("as they are", DetectorConstants.Default),
        .. Both("first samples", static usual => usual.FirstSamples, static (usual, value) => usual with { FirstSamples = (int)value }),
        .. Both("season: least correlation", static usual => usual.LeastCorrelation, static (usual, value) => usual with { LeastCorrelation = value }),
        .. Both("season: deviations of chance", static usual => usual.ChanceDeviations, static (usual, value) => usual with { ChanceDeviations = value }),
        .. Both("season: lower than the highest", static usual => usual.LowerThanHighest, static (usual, value) => usual with { LowerThanHighest = value }),
        .. Both("season: periods seen", static usual => usual.PeriodsNeeded, static (usual, value) => usual with { PeriodsNeeded = (int)Math.Ceiling(value) }),
        .. Both("season: gain", static usual => usual.SeasonGain, static (usual, value) => usual with { SeasonGain = value }),
        .. Both("flat line: shortest run", static usual => usual.ShortestRun, static (usual, value) => usual with { ShortestRun = (int)value }),
        .. Both("flat line: times the longest", static usual => usual.TimesTheLongestRun, static (usual, value) => usual with { TimesTheLongestRun = value }),
        .. Both("missing: usual gaps", static usual => usual.UsualGaps, static (usual, value) => usual with { UsualGaps = value }),
        .. Both("missing: deviations", static usual => usual.GapDeviations, static (usual, value) => usual with { GapDeviations = value }),
    ];

    private static IEnumerable<ConstantChange> Both(string name, Func<DetectorConstants, double> read, Func<DetectorConstants, double, DetectorConstants> write) =>
        new[] { 0.5, 2 }.Select(factor => new ConstantChange($"{name} × {factor}", write(DetectorConstants.Default, factor * read(DetectorConstants.Default))));
}
