using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>What is probed (section <c>Targets</c>).</summary>
internal sealed class TargetOptions
{
    /// <summary>A JSON file with targets, <c>{"targets":[{"name":…,"url":…}]}</c>; read at the start. Default none.</summary>
    public string File { get; init; } = "";

    /// <summary>Most targets. Each has at most one probe under way, so this bounds the probes at a time as well. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int Maximum { get; init; } = 1_000;
}

/// <summary>The system itself as a target (section <c>Self</c>).</summary>
internal sealed class SelfOptions
{
    /// <summary>The web service's address; its <c>/health/ready</c> is probed every 5 s. Empty: not probed.</summary>
    public string Url { get; init; } = "";
}
