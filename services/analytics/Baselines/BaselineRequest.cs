namespace PerfMonitor.Analytics.Baselines;

/// <summary>A baseline to take: of a range of time, or of a load-test run.</summary>
internal sealed record BaselineRequest(
    string? Name, DateTimeOffset? From, DateTimeOffset? To, string? Run, double? StepSeconds, string? Note, IReadOnlyList<ComponentDefinition>? Components);
