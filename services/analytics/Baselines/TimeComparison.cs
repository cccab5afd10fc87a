using PerfMonitor.Analysis.Baselines;

namespace PerfMonitor.Analytics.Baselines;

/// <summary>Two times beside each other, neither of them kept as a baseline.</summary>
internal sealed record TimeComparison(ComparedTime Before, ComparedTime After, IReadOnlyList<ImpactRow> Components, Effectiveness Overall)
{
    /// <summary>Compares what was measured, component by component. Pure.</summary>
    public static TimeComparison Of(ComparedTime before, IReadOnlyList<ComponentReading> earlier, ComparedTime after, IReadOnlyList<ComponentReading> later)
    {
        var rows = earlier.Zip(later, static (one, other) => RowOf(one, other)).ToList();
        return new TimeComparison(before, after, rows, Impact.OverallOf(rows));
    }

    private static ImpactRow RowOf(ComponentReading earlier, ComponentReading later)
    {
        var row = ImpactRow.Of(BaselineComponent.Of(earlier.Component, earlier.Samples), later);
        return earlier.Error is { } error ? row with { Reason = error } : row;
    }
}
