namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Rules about what is short, or will be.</summary>
internal static class ResourceRules
{
    public static IReadOnlyList<RecommendationRule> All { get; } =
    [
        // At 80 % use a request waits on average four times as long as it is served (M/M/1: ρ/(1 − ρ)).
        RecommendationRule.Over("cpu-saturated", RecommendationKind.Resources, Measurements.Cpu, 0.8,
            "the processors were {0:0 %} busy for a twentieth of the last hour or more",
            "Give the machine more cores, or move work away from it: above 80 % waiting grows faster than load."),
        new("cpu-one-core", RecommendationKind.Optimization,
            measured => measured[Measurements.BusiestCore] is > 0.9 and var core && measured[Measurements.Cpu] is < 0.6 and var all
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"one core is {core:0 %} busy while all together are {all:0 %}") : null,
            "Spread the work of the busy thread over several: one core is full while the others are idle, so more cores would not help."),
        new("waits-for-disk", RecommendationKind.Resources,
            measured => measured[Measurements.LoadPerCore] is > 1.5 and var load && measured[Measurements.Cpu] is < 0.6 and var cpu
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{load:0.0} tasks per core run or wait while the processors are only {cpu:0 %} busy") : null,
            "Look at the disks: tasks wait for something other than the processors. A faster disk, fewer synchronous writes or a larger cache help; more cores do not."),
        RecommendationRule.Over("disk-busy", RecommendationKind.Resources, Measurements.DiskBusy, 0.8,
            "the busiest disk worked {0:0 %} of the last hour",
            "Put what writes most on a disk of its own, or batch its writes."),
        RecommendationRule.Over("memory-full", RecommendationKind.Resources, Measurements.Memory, 0.9,
            "{0:0 %} of the memory is in use",
            "Add memory, or lower the caches of the largest process, before the kernel ends one."),
        RecommendationRule.Under("memory-grows", RecommendationKind.Resources, Measurements.MemoryHours, 24,
            "memory is full in {0:0.0} h if it grows as in the last hour",
            "Find the process whose memory grows and take a heap dump of it; plan a restart before memory is full."),
        RecommendationRule.Over("swap-in-use", RecommendationKind.Resources, Measurements.Swap, 0.1,
            "{0:0 %} of the swap space is in use",
            "Free memory: what lies in the swap space answers a thousand times slower."),
        RecommendationRule.Over("disk-full", RecommendationKind.Resources, Measurements.Disk, 0.85,
            "the fullest file system is {0:0 %} full",
            "Make room or enlarge the file system; databases stop when they cannot write."),
        RecommendationRule.Under("disk-grows", RecommendationKind.Resources, Measurements.DiskHours, 72,
            "a file system is full in {0:0} h if it grows as in the last six hours",
            "Shorten what is kept, or enlarge the file system within that time."),
        RecommendationRule.Over("pool-exhausted", RecommendationKind.Resources, Measurements.PoolUse, 0.8,
            "{0:0 %} of a pool's database connections are in use",
            "Look for slow queries and for connections that are held while nothing is asked; enlarge the pool only if the database has room for more."),
    ];
}
