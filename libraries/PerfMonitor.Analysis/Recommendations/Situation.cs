using PerfMonitor.Analysis.Capacity;
using PerfMonitor.Analysis.Slo;
using PerfMonitor.Analysis.Trends;

namespace PerfMonitor.Analysis.Recommendations;

/// <summary>What recommendations rest on. What is not known is left out.</summary>
/// <param name="Measured">Figures of now.</param>
/// <param name="Outlooks">Resources that can run out.</param>
/// <param name="Objectives">Promises and how they stand, by name.</param>
/// <param name="Trends">Figures of the last days and where they are heading, by name.</param>
public sealed record Situation(
    Measurements Measured, IReadOnlyList<ResourceOutlook> Outlooks, IReadOnlyList<(string Name, ObjectiveStatus Status)> Objectives, IReadOnlyList<(string Name, Degradation Heading)> Trends)
{
    /// <summary>Only figures are known.</summary>
    public static Situation Of(Measurements measured) => new(measured, [], [], []);
}
