namespace PerfMonitor.Analysis.Capacity;

/// <summary>A resource that can run out, as its forecast shows it.</summary>
/// <param name="Name">What it is called: "cpu of web-1".</param>
/// <param name="Reach">When it runs out.</param>
/// <param name="Allocation">How much of it to allocate; null where its size is not known, or there is no forecast.</param>
/// <param name="Scaling">How many instances to run; null where it is not used by instances that share the load.</param>
public sealed record ResourceOutlook(string Name, Reach Reach, Allocation? Allocation, Scaling? Scaling);
