using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Impact;

/// <summary>The span of an incident, milliseconds since the Unix epoch. A step belongs to it where its time lies after the start and not after the end.</summary>
public readonly record struct Incident(long FromMs, long ToMs)
{
    /// <summary>Whether a step of a grid belongs to it.</summary>
    public bool Holds(long timeMs) => timeMs > FromMs && timeMs <= ToMs;
}

/// <summary>A series that may explain the KPI, such as a latency or an error ratio.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Values">On the grid of the KPI; NaN is a gap.</param>
public sealed record Explanatory(string Name, IReadOnlyList<double> Values);

/// <summary>What is asked: what an incident took from a KPI.</summary>
/// <param name="Kpi">Its values, from well before the incident to its end.</param>
/// <param name="Incident">The span in question. What comes after it is not looked at: customers who come back later would hide the loss.</param>
/// <param name="Explanatory">Series that may explain the loss.</param>
public sealed record LossQuestion(RegularSeries Kpi, Incident Incident, IReadOnlyList<Explanatory> Explanatory)
{
    /// <summary>Seconds that one value of the KPI stands for: 1 for a rate per second, 60 for an amount per minute.</summary>
    public double PerSeconds { get; init; } = 1;

    /// <summary>Other incidents; the expectation does not rest on them.</summary>
    public IReadOnlyList<Incident> Excluded { get; init; } = [];

    /// <summary>Share of incidents whose loss is to lie between the bounds, above 0 and below 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Steps of the season; 1 for none, null to find it.</summary>
    public int? Season { get; init; }

    /// <summary>What the words call the KPI's unit, such as "€"; empty for none.</summary>
    public string Unit { get; init; } = "";
}
