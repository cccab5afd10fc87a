namespace PerfMonitor.Analytics.Consumers;

/// <summary>A delivery that is not acknowledged yet, and the task that ends when it may be.</summary>
internal readonly record struct Delivery(ulong Tag, Task Durable);
