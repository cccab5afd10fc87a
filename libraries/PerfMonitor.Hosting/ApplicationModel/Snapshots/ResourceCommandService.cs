namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources: start, stop, restart.</summary>
public class ResourceCommandService
{
    private readonly Func<string, string, CancellationToken, Task<ExecuteCommandResult>> _execute;

    internal ResourceCommandService(Func<string, string, CancellationToken, Task<ExecuteCommandResult>> execute) => _execute = execute;

    /// <summary>Gives a command to a resource named by id or by name.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _execute(resourceId, commandName, cancellationToken);

    /// <summary>Gives a command to a resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return _execute(resource.Name, commandName, cancellationToken);
    }
}

/// <summary>How a command went.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it was carried out.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether it was given up.</summary>
    public bool Canceled { get; init; }

    /// <summary>What to tell the person who gave it.</summary>
    public string? Message { get; init; }
}

/// <summary>The usual results of commands.</summary>
public static class CommandResults
{
    /// <summary>It was carried out.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>It failed, and why.</summary>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>It was given up.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}
