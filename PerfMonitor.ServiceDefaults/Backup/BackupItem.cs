using System.Text.Json;

namespace PerfMonitor.ServiceDefaults;

/// <summary>One thing somebody has set up, as it travels between a service and the web service, and as a backup holds it.</summary>
/// <param name="Id">What tells it from others of its kind: its id, or its name where names do that.</param>
/// <param name="Definition">What was set up, in the form of the API.</param>
public sealed record BackupItem(string Id, JsonElement Definition)
{
    /// <summary>When it was made, for kinds that remember it.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who made it, for kinds that remember it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>What must not be read, by what it is: between services only, never in a file.</summary>
    public IReadOnlyDictionary<string, string>? Secrets { get; init; }

    /// <summary>The secrets, encrypted: in a file only.</summary>
    public string? Sealed { get; init; }
}

/// <summary>A thing somebody has set up, as its service knows it.</summary>
/// <param name="Id">As in <see cref="BackupItem"/>.</param>
/// <param name="Definition">What was set up; secrets are left out or masked.</param>
public sealed record Kept<T>(string Id, T Definition)
    where T : class
{
    /// <summary>As in <see cref="BackupItem"/>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>As in <see cref="BackupItem"/>.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>What must not be read, by what it is. Null in what a file brings without: then what is there stays.</summary>
    public IReadOnlyDictionary<string, string>? Secrets { get; init; }

    /// <summary>Why it is neither backed up nor changed by a restore, as in "it comes from the targets file". Null: it is somebody's.</summary>
    public string? LeftAlone { get; init; }
}
