using Microsoft.Extensions.Hosting;
using PerfMonitor.Hosting.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost inside a test: its own entry point, on free ports and a data folder of its own.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Describes the application of the AppHost that the type belongs to, such as <c>Projects.PerfMonitor_AppHost</c>.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Describes the application with a command line.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <summary>Describes the application with a command line and other options, such as the dashboard switched on.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Describes the application with a command line.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <summary>Describes the application with a command line and other options.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        var hook = new EntryPointHook(entryPoint.Assembly, args, configureBuilder);
        return new TestingBuilder(await hook.DescribeAsync(cancellationToken).ConfigureAwait(false), hook);
    }
}
