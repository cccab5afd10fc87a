namespace PerfMonitor.Alerting.Maintenance;

/// <summary>One time at which the work goes on. Of one that comes back both are written with the offset that holds then at the place whose wall clock it follows.</summary>
internal sealed record Occurrence(DateTimeOffset StartsAt, DateTimeOffset EndsAt);
