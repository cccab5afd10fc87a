using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>All that is known of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Project, Executable, Container, Parameter, …</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts by name: <c>executable.pid</c>, <c>project.path</c>, …</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>; null before anything happened.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>How the last process ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When the application learned of the resource (UTC).</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When the process started (UTC).</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When the process ended (UTC).</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>The addresses it answers at.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>The environment the process really has.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>What the health checks said last.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    /// <summary>What can be done with it.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    /// <summary>How it relates to others.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether the dashboard leaves it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The worst of the health reports; null unless running and checked.</summary>
    public HealthStatus? HealthStatus =>
        State?.Text != KnownResourceStates.Running ? null
        : HealthReports.IsEmpty ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Any(report => report.Status is null) ? null
        : HealthReports.Min(report => report.Status);
}

/// <summary>A state and how it is coloured.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state in its usual colour.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}

/// <summary>A fact about a resource.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether the dashboard masks the value.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>An environment variable of a process.</summary>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);

/// <summary>An address of a resource.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nothing answers there at the moment.</summary>
    public bool IsInactive { get; init; }

    /// <summary>How it is shown.</summary>
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}

/// <summary>How an address is shown.</summary>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);

/// <summary>What a health check said.</summary>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText)
{
    /// <summary>When it was asked last (UTC).</summary>
    public DateTime? LastRunAt { get; init; }
}

/// <summary>How a resource relates to another one.</summary>
public sealed record RelationshipSnapshot(string ResourceName, string Type);

/// <summary>Something that can be done with a resource.</summary>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted);

/// <summary>Whether a command can be given now.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled = 0,

    /// <summary>It is shown but cannot.</summary>
    Disabled = 1,

    /// <summary>It is not shown.</summary>
    Hidden = 2,
}

/// <summary>How an icon is drawn.</summary>
public enum IconVariant
{
    /// <summary>In outline.</summary>
    Regular = 0,

    /// <summary>Filled.</summary>
    Filled = 1,
}
