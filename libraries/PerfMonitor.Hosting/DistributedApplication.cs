using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PerfMonitor.Hosting.Running;
using PerfMonitor.Hosting.Testing;

namespace Aspire.Hosting;

/// <summary>An application that can run: the processes of the model, their servers, and the Aspire dashboard.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Orchestrator _orchestrator;
    private readonly OperatorConsole _console;
    private readonly EntryPointHook? _hook;
    private int _stopped;

    internal DistributedApplication(IHost host, EntryPointHook? hook)
    {
        _host = host;
        _hook = hook;
        _orchestrator = host.Services.GetRequiredService<Orchestrator>();
        _console = host.Services.GetRequiredService<OperatorConsole>();
    }

    /// <summary>Services of the AppHost process.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Tells how the resources are.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Starts, stops and restarts resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Begins the description of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Begins the description of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Begins the description of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Runs until Ctrl-C, SIGTERM, or the loss of the engine.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Runs until Ctrl-C, SIGTERM, or the loss of the engine. What cannot be started is one sentence and exit code 1.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_hook is not null)
        {
            // A test holds the application and starts and ends it; the entry point only waits.
            await _hook.HoldAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            await _host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DistributedApplicationException e)
        {
            _console.Warn(e.Message);
            Environment.ExitCode = 1;
        }
        catch (OperationCanceledException) when (Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Ctrl-C while starting.
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts everything and returns when the start of each resource has begun.</summary>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _orchestrator.EngineLost = () =>
        {
            Environment.ExitCode = 1;
            Lifetime.StopApplication();
        };
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Lifetime.ApplicationStopping);
        await _orchestrator.StartAsync(ResourceCommands, either.Token).ConfigureAwait(false);
    }

    /// <summary>Stops the services, then the servers, then the dashboard.</summary>
    public virtual async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            await _orchestrator.StopAsync().ConfigureAwait(false);
            await _host.StopAsync(cancellationToken).ConfigureAwait(false);
            _hook?.Release();
        }
    }

    /// <summary>Stops everything.</summary>
    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await ((IAsyncDisposable)_host).DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private IHostApplicationLifetime Lifetime => Services.GetRequiredService<IHostApplicationLifetime>();
}
