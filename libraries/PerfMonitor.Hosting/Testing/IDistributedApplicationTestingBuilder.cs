using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PerfMonitor.Hosting.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's complete description, still open to a test's changes.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Makes the application; it is started by its <c>StartAsync</c>. Can be called once.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

internal sealed class TestingBuilder(DistributedApplicationBuilder inner, EntryPointHook hook) : IDistributedApplicationTestingBuilder
{
    private DistributedApplication? _application;

    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IResourceCollection Resources => inner.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        _application = await hook.BuildAsync(cancellationToken).ConfigureAwait(false);

    public void Dispose()
    {
        hook.Abandon();
        _application?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        hook.Abandon();
        if (_application is not null)
        {
            await _application.DisposeAsync().ConfigureAwait(false);
        }
    }
}
