using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace PerfMonitor.Hosting.Testing;

/// <summary>
/// Stands between an AppHost's entry point, run inside a test, and the test: the description is handed over when it is
/// complete, and the entry point waits until the test has ended the application.
/// </summary>
internal sealed class EntryPointHook(Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private static readonly AsyncLocal<EntryPointHook?> Ambient = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _buildAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The hook of the entry point that runs on this flow of execution, if a test runs it.</summary>
    public static EntryPointHook? Current => Ambient.Value;

    public Assembly AppHost => appHost;

    /// <summary>Runs the entry point on a thread of its own and returns when it asks for the application to be built.</summary>
    public Task<DistributedApplicationBuilder> DescribeAsync(CancellationToken cancellationToken)
    {
        var entryPoint = appHost.EntryPoint ?? throw new InvalidOperationException($"{appHost.GetName().Name} has no entry point.");
        var thread = new Thread(() => RunEntryPoint(entryPoint)) { IsBackground = true, Name = $"{appHost.GetName().Name} entry point" };
        thread.Start();
        return _described.Task.WaitAsync(cancellationToken);
    }

    /// <summary>What a test's application has by default: free ports, no dashboard.</summary>
    public void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.DisableDashboard = true;
        settings.Configuration!.AddInMemoryCollection([new("DcpPublisher:RandomizePorts", "true")]);
        configure(options, settings);
    }

    public DistributedApplication Build(DistributedApplicationBuilder builder, Func<DistributedApplication> build)
    {
        _described.TrySetResult(builder);
        _buildAsked.Task.GetAwaiter().GetResult();
        var application = build();
        _built.TrySetResult(application);
        return application;
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _buildAsked.TrySetResult();
        return _built.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Gives the description up: the entry point ends without an application.</summary>
    public void Abandon() => _buildAsked.TrySetException(new OperationCanceledException("The test has ended without building the application."));

    public Task HoldAsync(CancellationToken cancellationToken) => _released.Task.WaitAsync(cancellationToken);

    public void Release() => _released.TrySetResult();

    private void RunEntryPoint(MethodInfo entryPoint)
    {
        Ambient.Value = this;
        try
        {
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? [] : [args]);
            Fail(new InvalidOperationException($"The entry point of {appHost.GetName().Name} ended without building an application."));
        }
        catch (TargetInvocationException e)
        {
            Fail(e.InnerException ?? e);
        }
    }

    private void Fail(Exception reason)
    {
        _described.TrySetException(reason);
        _built.TrySetException(reason);
    }
}
