using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using PerfMonitor.Hosting.Dashboard;
using PerfMonitor.Hosting.Dcp;
using PerfMonitor.Hosting.Health;
using PerfMonitor.Hosting.Servers;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Running;

/// <summary>Runs the model: checks first, then DCP, the dashboard and every resource; at the end all of it in reverse.</summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model,
    IConfiguration configuration,
    HostSettings settings,
    ParameterStore parameters,
    ResourceNotificationService notifications,
    OperatorConsole console,
    TimeProvider time,
    string application) : IAsyncDisposable
{
    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan NoticeableWait = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _starts = new();
    private readonly Dictionary<string, ResourceRunner> _runners = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Task> _work = [];
    private readonly long _started = time.GetTimestamp();
    private DataFolder? _data;
    private DcpSession? _dcp;
    private DcpWatch? _watch;
    private ResourceService? _resourceService;
    private DashboardProcess? _dashboard;

    /// <summary>Called with a sentence when DCP has died and with it everything.</summary>
    public Action? EngineLost { get; set; }

    /// <summary>What the processes write; null while there are none.</summary>
    public ConsoleLogs? Logs { get; private set; }

    public async Task StartAsync(ResourceCommandService commands, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new DistributedApplicationException("Local mode runs on Linux and macOS; on Windows use WSL, or build with -p:AspireHosting=package.");
        }

        var bundle = DcpBundle.Find(settings.Bundle, configuration["XDG_CACHE_HOME"], Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
        TemporaryFolder.DropAbandoned();
        _data = DataFolder.Open(settings);
        await WaitForPreviousRunAsync(_data, cancellationToken).ConfigureAwait(false);
        var servers = await ServerPlanning.PlanAsync(model.Resources, configuration, Machine.This, cancellationToken).ConfigureAwait(false);
        var dashboard = CheckPorts(servers);
        if (settings.Fresh)
        {
            _data.Empty();
        }

        console.Say($"Starting {application} with {string.Join(", ", servers.Select(Source))} …");
        UseConfigured(servers);
        EndpointPlan.Allocate(model.Resources.Where(resource => servers.GetValueOrDefault(resource) is not ServerPlan.Configured), settings.RandomPorts, FreePorts.Take);
        var engine = servers.Values.OfType<ServerPlan.Container>().FirstOrDefault()?.Engine ?? ContainerEngine.Absent(Machine.This);
        _dcp = await DcpSession.StartAsync(bundle, engine, cancellationToken).ConfigureAwait(false);

        var context = new RunContext(_dcp.Client, notifications, console, time, _data.Processes.Remember);
        await CreateServicesAsync(cancellationToken).ConfigureAwait(false);
        AddRunners(new RunnerFactory(context, servers, _data, dashboard?.Telemetry));
        var kinds = _runners.Values.OfType<ProcessRunner>().Select(runner => runner.Kind).Append(DcpClient.Executables).Distinct();
        _watch = new DcpWatch(_dcp.Client, kinds, OnChanged, OnEngineLost);
        Logs = new ConsoleLogs(_dcp.Client, resource => Find(resource) as ProcessRunner);
        if (dashboard is not null)
        {
            _resourceService = await ResourceService.StartAsync(application, dashboard.ResourceServiceKey, notifications, Logs, commands, cancellationToken).ConfigureAwait(false);
            _dashboard = new DashboardProcess(bundle, dashboard, _resourceService.Url, context);
            await _dashboard.StartAsync(cancellationToken).ConfigureAwait(false);
        }

        _work.AddRange(_runners.Values.Select(runner => runner.StartAsync(_starts.Token)));
        _work.Add(ReportAsync(dashboard));
    }

    /// <summary>Carries out a command for a resource named by id or name.</summary>
    public async Task<ExecuteCommandResult> ExecuteAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var runner = Find(resource);
        if (runner is not ProcessRunner)
        {
            return CommandResults.Failure(runner is null ? $"There is no resource '{resource}'." : $"Resource '{resource}' takes no commands.");
        }

        try
        {
            switch (command)
            {
                case "start":
                    await BegunAsync(runner.StartAsync(_starts.Token), cancellationToken).ConfigureAwait(false);
                    break;
                case "stop":
                    await runner.StopAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case "restart":
                    await runner.StopAsync(cancellationToken).ConfigureAwait(false);
                    await BegunAsync(runner.StartAsync(_starts.Token), cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    return CommandResults.Failure($"Resource '{resource}' knows no command '{command}'.");
            }

            return CommandResults.Success();
        }
        catch (Exception e) when (e is DistributedApplicationException or DcpException or HttpRequestException)
        {
            return CommandResults.Failure(e.Message);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
    }

    /// <summary>Stops the services, then the servers, then the dashboard and DCP. Safe after a start that failed half-way.</summary>
    public async Task StopAsync()
    {
        await _starts.CancelAsync().ConfigureAwait(false);
        if (_dcp is not null)
        {
            console.Say("Stopping …");
        }

        foreach (var runner in _runners.Values)
        {
            runner.StopWatchingHealth();
        }

        if (_watch is { EngineIsLost: false } && _dcp is not null)
        {
            var processes = _runners.Values.OfType<ProcessRunner>().ToLookup(runner => runner.IsServer);
            await TryAsync(processes[false].Select(runner => runner.StopAsync(CancellationToken.None))).ConfigureAwait(false);
            await TryAsync(processes[true].Select(runner => runner.StopAsync(CancellationToken.None))).ConfigureAwait(false);
            await TryAsync(processes[true].Select(runner => runner.StopCompanionAsync(CancellationToken.None)).Append(_dashboard?.StopAsync() ?? Task.CompletedTask)).ConfigureAwait(false);
        }

        if (_watch is not null)
        {
            await _watch.DisposeAsync().ConfigureAwait(false);
        }

        if (_dcp is not null)
        {
            await EngineShutdown.CompleteAsync(_dcp, _watch is { EngineIsLost: true }, ProcessIds(), console).ConfigureAwait(false);
            _dcp.Dispose();
        }

        await Task.WhenAll(_work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_resourceService is not null)
        {
            await _resourceService.DisposeAsync().ConfigureAwait(false);
        }

        _data?.Dispose();
        (_dcp, _watch, _resourceService, _data, Logs) = (null, null, null, null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        foreach (var runner in _runners.Values)
        {
            runner.Dispose();
        }

        _starts.Dispose();
    }

    private ResourceRunner? Find(string resource) => _runners.GetValueOrDefault(resource)
        ?? _runners.Values.FirstOrDefault(known => string.Equals(known.Resource.Name, resource, StringComparison.OrdinalIgnoreCase));

    private static string Source(KeyValuePair<IResource, ServerPlan> plan) => plan.Value switch
    {
        ServerPlan.Configured => $"{plan.Key.Name} as configured",
        ServerPlan.Native native => $"{plan.Key.Name} from {native.Programs.Main}",
        ServerPlan.Container container => $"{plan.Key.Name} in a {container.Engine} container",
        _ => plan.Key.Name,
    };

    // A command has begun when the process is created or waits for others; it need not be healthy.
    private static Task<Task> BegunAsync(Task start, CancellationToken cancellationToken) =>
        Task.WhenAny(start, Task.Delay(CommandPatience, cancellationToken));

    private async Task WaitForPreviousRunAsync(DataFolder data, CancellationToken cancellationToken)
    {
        var waiting = data.Processes.WaitForPreviousRunAsync(cancellationToken);
        if (await Task.WhenAny(waiting, Task.Delay(NoticeableWait, cancellationToken)).ConfigureAwait(false) != waiting)
        {
            console.Say("Waiting for the processes of the last run to end …");
        }

        await waiting.ConfigureAwait(false);
    }

    private DashboardSettings? CheckPorts(IReadOnlyDictionary<IResource, ServerPlan> servers)
    {
        List<PortClaim> claims = [.. EndpointPlan.Claims(model.Resources, servers, settings.RandomPorts)];
        DashboardSettings? dashboard = null;
        if (settings.Dashboard)
        {
            int Port(int? wanted, string what, string key)
            {
                if (wanted is { } port)
                {
                    claims.Add(new PortClaim(port, what, $"--{key}=…"));
                }

                return wanted ?? FreePorts.Take();
            }

            dashboard = new DashboardSettings(
                Port(settings.DashboardPort, "the Aspire dashboard", "Ports:dashboard"),
                Port(settings.OtlpGrpcPort, "the Aspire dashboard's OTLP receiver (gRPC)", "Ports:otlp-grpc"),
                Port(settings.OtlpHttpPort, "the Aspire dashboard's OTLP receiver (HTTP)", "Ports:otlp-http"),
                settings.BrowserToken ?? DashboardSettings.NewKey());
        }

        PortCheck.Require(claims, FreePorts.IsFree);
        return dashboard;
    }

    private void UseConfigured(IReadOnlyDictionary<IResource, ServerPlan> servers)
    {
        void Redirect(IResource resource, string connectionString) => resource.Annotations.Add(
            new ConnectionStringRedirectAnnotation(new ConnectionStringResource(resource.Name, ReferenceExpression.Create($"{connectionString}"))));

        foreach (var (resource, plan) in servers)
        {
            if (plan is ServerPlan.Configured { ConnectionString: var connectionString })
            {
                Redirect(resource, connectionString);
            }
        }

        foreach (var database in model.Resources.OfType<PostgresDatabaseResource>())
        {
            if (configuration[$"ConnectionStrings:{database.Name}"] is { Length: > 0 } connectionString)
            {
                Redirect(database, connectionString);
            }
        }
    }

    private async Task CreateServicesAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in model.Resources.Where(resource => resource is not ContainerResource))
        {
            foreach (var endpoint in LaunchValues.Endpoints(resource).Where(endpoint => endpoint.IsProxied))
            {
                var port = await ProxyPort.OpenAsync(_dcp!.Client, resource, endpoint, settings.RandomPorts, cancellationToken).ConfigureAwait(false);
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port, DcpObjects.PortForServing(EndpointPlan.ServiceName(resource, endpoint)));
            }
        }
    }

    private void AddRunners(RunnerFactory factory)
    {
        foreach (var runner in model.Resources.Select(factory.Create))
        {
            _runners.Add(runner.Id, runner);
            runner.Publish();
        }
    }

    private void OnChanged(string name, JsonObject value)
    {
        if (name == DashboardProcess.Id)
        {
            _dashboard?.OnChanged(DcpStatus.Parse(value), _starts.Token);
        }
        else if (_runners.GetValueOrDefault(name) is ProcessRunner runner)
        {
            runner.OnChanged(DcpStatus.Parse(value));
        }
    }

    private void OnEngineLost()
    {
        console.Warn("The Aspire engine (DCP) ended unexpectedly: everything it started is being stopped, and the AppHost ends.");
        EngineLost?.Invoke();
    }

    private int[] ProcessIds() => [.. _runners.Values.OfType<ProcessRunner>().Select(runner => runner.ProcessId).OfType<int>()];

    private async Task ReportAsync(DashboardSettings? dashboard)
    {
        var awaited = _runners.Values.Where(runner => runner.IsAwaited).Select(runner => runner.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var healthy = await new StartReport(notifications, console, time, _started).WaitAsync(awaited, _starts.Token).ConfigureAwait(false);
        var inOrder = model.Resources.Select(resource => healthy.FirstOrDefault(known => known.Resource == resource)).OfType<ResourceEvent>().ToArray();
        var remarks = await HealthRemarks.ReadAsync(model.Resources, _starts.Token).ConfigureAwait(false);
        console.Say(Banner.Compose(application, time.GetElapsedTime(_started), inOrder, remarks, await SecretsAsync().ConfigureAwait(false), dashboard?.LoginUrl, $"{settings.DataFolder} ({(settings.DataFolderIsTemporary ? "dropped at the end" : "--fresh starts empty")})"));
    }

    private async Task<IReadOnlyList<string>> SecretsAsync()
    {
        var lines = new List<string>();
        foreach (var parameter in model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Description is not null && parameter.Annotations.OfType<PersistedParameterAnnotation>().Any()))
        {
            var madeNow = parameters.WasMadeNow(parameter.Name) ? await parameter.GetValueAsync(_starts.Token).ConfigureAwait(false) : null;
            lines.Add(Banner.Secret(parameter.Description!, configuration[$"Parameters:{parameter.Name}"] is not null || parameters.WasGiven(parameter.Name), madeNow));
        }

        return lines;
    }

    // One resource that does not stop must not keep the others from being stopped.
    private async Task TryAsync(IEnumerable<Task> stops)
    {
        foreach (var stop in stops.ToArray())
        {
            try
            {
                await stop.ConfigureAwait(false);
            }
            catch (Exception e) when (e is DistributedApplicationException or DcpException or HttpRequestException)
            {
                console.Warn(e.Message);
            }
        }
    }
}
