namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource starts only when another one is far enough.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>What is waited for.</summary>
    public IResource Resource => resource;

    /// <summary>How far it must be.</summary>
    public WaitType WaitType => waitType;

    /// <summary>The exit code it must end with, for <see cref="WaitType.WaitForCompletion"/>.</summary>
    public int ExitCode => exitCode;

    /// <summary>What to do when it cannot get that far.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}

/// <summary>How far a resource must be before those that wait for it start.</summary>
public enum WaitType
{
    /// <summary>Running, and all its health checks pass.</summary>
    WaitUntilHealthy = 0,

    /// <summary>Ended with the expected exit code.</summary>
    WaitForCompletion = 1,

    /// <summary>Running.</summary>
    WaitUntilStarted = 2,
}

/// <summary>What to do when the resource waited for has ended or could not start.</summary>
public enum WaitBehavior
{
    /// <summary>Go on waiting: it may be restarted.</summary>
    WaitOnResourceUnavailable = 0,

    /// <summary>Give up and fail too.</summary>
    StopOnResourceUnavailable = 1,
}
