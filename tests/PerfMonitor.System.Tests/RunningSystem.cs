using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Npgsql;
using PerfMonitor.SystemTests.Clients;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;

[assembly: AssemblyFixture(typeof(PerfMonitor.SystemTests.RunningSystem))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace PerfMonitor.SystemTests;

/// <summary>
/// The whole system, as ./run.sh starts it, on private ports and in a private folder; started once for all tests.
/// </summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-system-").FullName;
    private DistributedApplication? _app;
    private PartLogs? _logs;
    private NpgsqlDataSource? _database;

    /// <summary>An admin's API key, set at the first start as automation does it.</summary>
    public string ApiKey { get; } = "pm_systemtests_0123456789abcdef0123456789abcdef";

    /// <summary>The first admin's password.</summary>
    public string AdminPassword { get; } = "correct horse battery staple";

    /// <summary>The running application.</summary>
    public DistributedApplication App => _app ?? throw new InvalidOperationException("The system is not running.");

    /// <summary>The page's address.</summary>
    public Uri Page => App.GetEndpoint("web", "http");

    /// <summary>Ingestion's address.</summary>
    public Uri Ingestion => App.GetEndpoint("ingestion", "http");

    /// <summary>The inbox' HTTP address.</summary>
    public Uri InboxAddress => App.GetEndpoint("inbox", "http");

    /// <summary>The Aspire dashboard's address.</summary>
    public Uri Dashboard { get; } = new($"http://localhost:{FreePort.Find()}");

    /// <summary>The database, for looking behind the curtain.</summary>
    public NpgsqlDataSource Database => _database!;

    public PageClient OpenPage() => new(Page, ApiKey);

    public InboxClient OpenInbox() => new(InboxAddress);

    public async ValueTask InitializeAsync()
    {
        var rules = Path.Combine(_folder, "rules");
        Directory.CreateDirectory(rules);
        foreach (var file in Directory.EnumerateFiles(Repository.Path("config", "rules")).Concat(Directory.EnumerateFiles(Repository.Path("tests", "PerfMonitor.System.Tests", "rules"))))
        {
            File.Copy(file, Path.Combine(rules, Path.GetFileName(file)));
        }

        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.PerfMonitor_AppHost>(
            [
                $"Rules:Folder={rules}",
                "Rules:HeartbeatInterval=00:00:01",
                "Watchdog:Patience=00:00:06",

                // Tests count messages; beyond a channel's limit they would come as digests.
                "Delivery:Limits:email:Most=0",
                "Delivery:Limits:slack:Most=0",
                $"PERFMONITOR_ADMIN_PASSWORD={AdminPassword}",
                $"PERFMONITOR_API_KEY={ApiKey}",
                $"Ports:dashboard={Dashboard.Port}",
            ],
            (options, _) => options.DisableDashboard = false);
        _app = await builder.BuildAsync();
        await _app.StartAsync();
        _logs = new PartLogs(_app, Repository.Path("artifacts", "system-tests"));
        using var limit = new CancellationTokenSource(StartLimit);
        foreach (var resource in (string[])["ingestion", "analytics", "alerting", "reporting", "loadtest", "inbox", "web"])
        {
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, limit.Token);
        }

        _database = NpgsqlDataSource.Create((await _app.GetConnectionStringAsync("perfmonitor"))!);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        if (_logs is not null)
        {
            await _logs.DisposeAsync();
        }

        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The process behind a resource.</summary>
    public int ProcessId(string resource)
    {
        var pid = Snapshot(resource).Properties.Single(property => property.Name == "executable.pid").Value;
        return Convert.ToInt32(pid, CultureInfo.InvariantCulture);
    }

    /// <summary>Ends a resource's process the hard way: SIGKILL, no time for anything.</summary>
    public async Task KillAsync(string resource, CancellationToken cancellationToken)
    {
        using var process = Process.GetProcessById(ProcessId(resource));
        process.Kill(entireProcessTree: true);
        await App.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates, cancellationToken);
    }

    /// <summary>Starts a resource that has ended, as the button on the resources page does, and waits until it answers.</summary>
    public async Task StartAsync(string resource, CancellationToken cancellationToken)
    {
        var result = await App.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
        Assert.True(result.Success, $"{resource} did not start.");
        await App.ResourceNotifications.WaitForResourceHealthyAsync(resource, cancellationToken);
    }

    /// <summary>What an environment variable of a resource's process is.</summary>
    public string? Variable(string resource, string name) => Snapshot(resource).EnvironmentVariables.FirstOrDefault(variable => variable.Name == name)?.Value;

    private CustomResourceSnapshot Snapshot(string resource)
    {
        Assert.True(App.ResourceNotifications.TryGetCurrentState(resource, out var state), $"There is no resource {resource}.");
        return state!.Snapshot;
    }
}
