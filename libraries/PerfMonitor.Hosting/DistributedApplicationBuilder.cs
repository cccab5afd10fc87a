using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfMonitor.Hosting.Running;
using PerfMonitor.Hosting.Settings;
using PerfMonitor.Hosting.Testing;

namespace Aspire.Hosting;

/// <summary>Collects the description of an application and turns it into one that can run.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly EntryPointHook? _hook = EntryPointHook.Current;

    /// <summary>Begins the description.</summary>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>Begins the description.</summary>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Configuration = new ConfigurationManager() };
        _hook?.Configure(options, settings);
        if (_hook is null)
        {
            LastWords.Install();
        }

        AppHostAssembly = _hook?.AppHost ?? (options.AssemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(options.AssemblyName));
        AppHostDirectory = options.ProjectDirectory ?? ProjectDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        settings.Args = CommandLine.Expand([.. options.Args ?? [], .. settings.Args ?? []]);
        settings.ApplicationName = AppHostAssembly?.GetName().Name;
        settings.ContentRootPath = AppHostDirectory;
        // Settings are read once; watching the files for changes would only take inotify watches.
        settings.Configuration!.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        _host = CreateHost(settings);
        AddServices(options.DisableDashboard);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = new(DistributedApplicationOperation.Run);

    /// <inheritdoc/>
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        DistributedApplication BuildNow() => new(_host.Build(), _hook);
        return _hook is null ? BuildNow() : _hook.Build(this, BuildNow);
    }

    private static HostApplicationBuilder CreateHost(HostApplicationBuilderSettings settings)
    {
        try
        {
            return new HostApplicationBuilder(settings);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new DistributedApplicationException($"{e.Message}{(e.InnerException is { } inner ? " " + inner.Message : "")}", e);
        }
    }

    private static string? ProjectDirectory(Assembly? appHost) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(fact => fact.Key == "AppHostProjectPath")?.Value is { } folder && Directory.Exists(folder) ? folder : null;

    private void AddServices(bool disableDashboard)
    {
        var settings = HostSettings.Read(
            Configuration,
            disableDashboard,
            System.Environment.IsPrivilegedProcess,
            System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile),
            TemporaryFolder.NewPath("data"));
        var application = (AppHostAssembly?.GetName().Name ?? "Application").Replace(".AppHost", "", StringComparison.Ordinal);
        Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        _host.Logging.SetMinimumLevel(LogLevel.Warning);
        Services.AddSingleton(settings);
        Services.AddSingleton(new ParameterStore(settings.DataFolder));
        Services.AddSingleton(_hook is null ? OperatorConsole.Terminal : OperatorConsole.OnlyWarnings);
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(_ => new ResourceNotificationService());
        Services.AddSingleton(services => new Orchestrator(
            services.GetRequiredService<DistributedApplicationModel>(),
            Configuration,
            settings,
            services.GetRequiredService<ParameterStore>(),
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<OperatorConsole>(),
            TimeProvider.System,
            application));
        Services.AddSingleton(services => new ResourceLoggerService(() => services.GetRequiredService<Orchestrator>().Logs));
        Services.AddSingleton(services => new ResourceCommandService(services.GetRequiredService<Orchestrator>().ExecuteAsync));
    }
}
