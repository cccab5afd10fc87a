namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds to a process' environment just before it starts.</summary>
public class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds variables without waiting for anything.</summary>
    public EnvironmentCallbackAnnotation(Action<EnvironmentCallbackContext> callback)
        : this(context =>
        {
            callback(context);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>What adds the variables.</summary>
    public Func<EnvironmentCallbackContext, Task> Callback => callback;
}

/// <summary>The environment being put together.</summary>
public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default)
{
    /// <summary>Name to value; a value is text or an <see cref="IValueProvider"/>.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; } = environmentVariables ?? [];

    /// <summary>Whether the application runs or is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext => executionContext;

    /// <summary>The resource the environment is for.</summary>
    public IResource Resource => resource;

    /// <summary>Ends when the start is given up.</summary>
    public CancellationToken CancellationToken => cancellationToken;
}
