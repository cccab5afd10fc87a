namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds command-line arguments just before a process starts.</summary>
public class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    /// <summary>Adds arguments without waiting for anything.</summary>
    public CommandLineArgsCallbackAnnotation(Action<IList<object>> callback)
        : this(context =>
        {
            callback(context.Args);
            return Task.CompletedTask;
        })
    {
    }

    /// <summary>What adds the arguments.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback => callback;
}

/// <summary>The command line being put together.</summary>
public sealed class CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments; one is text or an <see cref="IValueProvider"/>.</summary>
    public IList<object> Args => args;

    /// <summary>The resource they are for.</summary>
    public IResource Resource => resource;

    /// <summary>Ends when the start is given up.</summary>
    public CancellationToken CancellationToken => cancellationToken;
}
