using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Capacity;

/// <summary>A resource that can run out.</summary>
/// <param name="Name">What it is called: "cpu of web-1".</param>
/// <param name="Used">How much of it is used, or left.</param>
/// <param name="Limit">Where it is a bottleneck.</param>
public sealed record LimitedResource(string Name, RegularSeries Used, Threshold Limit);

/// <summary>A resource and when it runs out.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Reach">When.</param>
public sealed record BottleneckOutlook(string Name, Reach Reach)
{
    /// <summary>
    /// Which resource becomes the bottleneck first: those beyond their limit, then by when they are expected there, then by
    /// when they may be at the earliest; then those that stay clear, and last those that cannot be told.
    /// </summary>
    /// <param name="resources">The resources; each costs one forecast.</param>
    /// <param name="settings">How far to look.</param>
    public static IReadOnlyList<BottleneckOutlook> Rank(IEnumerable<LimitedResource> resources, ForecastSettings settings) =>
    [
        .. resources
            .Select(resource => new BottleneckOutlook(resource.Name, TimeToThreshold.Of(resource.Used, resource.Limit, settings)))
            .OrderBy(outlook => Urgency(outlook.Reach)),
    ];

    private static (int Kind, TimeSpan Expected, TimeSpan Earliest) Urgency(Reach reach) => reach switch
    {
        AlreadyBeyond => (0, default, default),
        WithinHorizon within => (1, within.Expected ?? TimeSpan.MaxValue, within.Earliest),
        NotWithinHorizon => (2, default, default),
        _ => (3, default, default),
    };
}
