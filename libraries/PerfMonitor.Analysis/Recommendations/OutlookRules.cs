using PerfMonitor.Analysis.Capacity;

namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Rules about what runs out, or is far larger than needed, by its forecast.</summary>
internal static class OutlookRules
{
    public static IReadOnlyList<FindingRule<ResourceOutlook>> All { get; } =
    [
        new("runs-out", RecommendationKind.Resources,
            static resource => resource.Reach is AlreadyBeyond or WithinHorizon { Expected: not null } ? $"{resource.Name}: {resource.Reach.Reason}" : null,
            "See to these in this order, before the time named: what comes first is the next bottleneck."),
        new("scale-out", RecommendationKind.Resources,
            static resource => resource.Scaling is { } scaling && scaling.Instances > scaling.Now ? $"{resource.Name}: {scaling.Reason}" : null,
            "Run more instances before the peak comes; the load is taken to spread evenly over them."),
        new("allocate-more", RecommendationKind.Resources,
            static resource => resource.Allocation is { Advice: AllocationAdvice.Grow } allocation ? $"{resource.Name}: {allocation.Reason}" : null,
            "Allocate what keeps a fifth of it free at the peak to come: above 80 % waiting grows faster than load."),
        new("scale-in", RecommendationKind.Optimization,
            static resource => resource.Scaling is { } scaling && scaling.Instances < scaling.Now ? $"{resource.Name}: {scaling.Reason}" : null,
            "Fewer instances carry the peak to come; keep as many as one failing at the peak asks for."),
        new("allocate-less", RecommendationKind.Optimization,
            static resource => resource.Allocation is { Advice: AllocationAdvice.Shrink } allocation ? $"{resource.Name}: {allocation.Reason}" : null,
            "More than half stays unused even at the upper bound of the peak to come: give some of it back, or put other work there."),
    ];
}
