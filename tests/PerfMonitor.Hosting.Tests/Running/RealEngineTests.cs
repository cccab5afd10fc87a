using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Hosting.Dcp;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.Running;

/// <summary>A tiny application over the genuine DCP: what people do with resources, and what becomes of them.</summary>
[Trait("feature", "S2-09")]
public sealed class RealEngineTests : IAsyncLifetime
{
    // Answers every request; ends with 7 when asked for /die.
    private const string Server =
        "require('http').createServer((q,r)=>{console.log('asked '+q.url);r.end(process.env.GREETING);if(q.url=='/die')setTimeout(()=>process.exit(7),50)}).listen(process.env.PORT,'127.0.0.1')";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private DistributedApplication? _app;

    private DistributedApplication App => _app!;

    private CancellationToken Limit => _limit.Token;

    public async ValueTask InitializeAsync()
    {
        _limit.CancelAfter(Patience);
        if (WhySkipped() is not null)
        {
            return;
        }

        var builder = DistributedApplication.CreateBuilder(["--PerfMonitor:Ports=random", "--PerfMonitor:Dashboard=false"]);
        var greeting = builder.AddParameter("greeting", "good day");
        var first = builder.AddExecutable("first", "node", ".", "-e", Server)
            .WithHttpEndpoint(env: "PORT")
            .WithHttpHealthCheck("/")
            .WithEnvironment("GREETING", greeting);
        builder.AddExecutable("second", "node", ".", "-e", Server)
            .WithHttpEndpoint(env: "PORT", isProxied: false)
            .WithHttpHealthCheck("/")
            .WithEnvironment("GREETING", $"from {first.GetEndpoint("http")}")
            .WaitFor(first);
        builder.AddExecutable("missing", "no-such-program", ".");
        _app = builder.Build();
        await _app.StartAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _limit.Dispose();
    }

    [Fact]
    public async Task Starts_in_order_and_hands_addresses_on()
    {
        SkipWithoutEngine();
        await App.ResourceNotifications.WaitForResourceHealthyAsync("second", Limit);
        using var first = App.CreateHttpClient("first");
        using var second = App.CreateHttpClient("second");

        Assert.Equal("good day", await first.GetStringAsync(new Uri("/", UriKind.Relative), Limit));
        Assert.Equal($"from {App.GetEndpoint("first").ToString().TrimEnd('/')}", await second.GetStringAsync(new Uri("/", UriKind.Relative), Limit));
        Assert.Equal(KnownResourceStates.FailedToStart, await App.ResourceNotifications.WaitForResourceAsync("missing", KnownResourceStates.TerminalStates, Limit));
    }

    [Fact]
    public async Task A_crash_shows_with_its_exit_code_and_start_brings_the_resource_back_at_its_address()
    {
        SkipWithoutEngine();
        await App.ResourceNotifications.WaitForResourceHealthyAsync("second", Limit);
        var address = App.GetEndpoint("second");
        using (var client = App.CreateHttpClient("second"))
        {
            await client.GetStringAsync(new Uri("/die", UriKind.Relative), Limit);
        }

        var crashed = await App.ResourceNotifications.WaitForResourceAsync("second", change => change.Snapshot.State?.Text == KnownResourceStates.Exited, Limit);
        var started = await App.ResourceCommands.ExecuteCommandAsync("second", KnownResourceCommands.StartCommand, Limit);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("second", Limit);

        Assert.Equal(7, crashed.Snapshot.ExitCode);
        Assert.True(started.Success, started.Message);
        Assert.Equal(address, App.GetEndpoint("second"));
    }

    [Fact]
    public async Task A_killed_process_is_exited_and_a_stopped_one_is_finished()
    {
        SkipWithoutEngine();
        var running = await App.ResourceNotifications.WaitForResourceHealthyAsync("first", Limit);
        using (var process = Process.GetProcessById(ProcessId(running)))
        {
            process.Kill();
        }

        Assert.Equal(KnownResourceStates.Exited, await App.ResourceNotifications.WaitForResourceAsync("first", KnownResourceStates.TerminalStates, Limit));
        Assert.True((await App.ResourceCommands.ExecuteCommandAsync("first", KnownResourceCommands.StartCommand, Limit)).Success);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("first", Limit);
        Assert.True((await App.ResourceCommands.ExecuteCommandAsync("first", KnownResourceCommands.StopCommand, Limit)).Success);
        Assert.Equal(KnownResourceStates.Finished, await App.ResourceNotifications.WaitForResourceAsync("first", KnownResourceStates.TerminalStates, Limit));
    }

    [Fact]
    public async Task What_a_process_writes_is_followed_across_a_restart()
    {
        SkipWithoutEngine();
        await App.ResourceNotifications.WaitForResourceHealthyAsync("first", Limit);
        using var client = App.CreateHttpClient("first");
        var resource = App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(static one => one.Name == "first");
        await using var batches = App.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(resource).GetAsyncEnumerator(Limit);

        await client.GetStringAsync(new Uri("/before", UriKind.Relative), Limit);
        await SeeAsync("asked /before");
        Assert.True((await App.ResourceCommands.ExecuteCommandAsync("first", KnownResourceCommands.RestartCommand, Limit)).Success);
        await App.ResourceNotifications.WaitForResourceHealthyAsync("first", Limit);
        await client.GetStringAsync(new Uri("/after", UriKind.Relative), Limit);
        await SeeAsync("asked /after");

        async Task SeeAsync(string end)
        {
            do
            {
                Assert.True(await batches.MoveNextAsync());
            }
            while (!batches.Current.Any(line => line.Content.EndsWith(end, StringComparison.Ordinal) && !line.IsErrorMessage));
        }
    }

    [Fact]
    public async Task Restart_makes_another_process()
    {
        SkipWithoutEngine();
        var before = ProcessId(await App.ResourceNotifications.WaitForResourceHealthyAsync("first", Limit));

        Assert.True((await App.ResourceCommands.ExecuteCommandAsync("first", KnownResourceCommands.RestartCommand, Limit)).Success);
        var after = ProcessId(await App.ResourceNotifications.WaitForResourceHealthyAsync("first", Limit));

        Assert.NotEqual(before, after);
        Assert.False(Signals.Exists(before));
    }

    [Fact]
    public async Task Unknown_resources_and_commands_are_refused_in_words()
    {
        SkipWithoutEngine();

        Assert.Equal("There is no resource 'nobody'.", (await App.ResourceCommands.ExecuteCommandAsync("nobody", "start", Limit)).Message);
        Assert.Equal("Resource 'greeting' takes no commands.", (await App.ResourceCommands.ExecuteCommandAsync("greeting", "start", Limit)).Message);
        Assert.Equal("Resource 'first' knows no command 'dance'.", (await App.ResourceCommands.ExecuteCommandAsync("first", "dance", Limit)).Message);
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        SkipWithoutEngine();
        var first = ProcessId(await App.ResourceNotifications.WaitForResourceHealthyAsync("first", Limit));

        await App.DisposeAsync();

        Assert.False(Signals.Exists(first));
    }

    private static int ProcessId(ResourceEvent resource) =>
        Convert.ToInt32(resource.Snapshot.Properties.Single(property => property.Name == ProcessFacts.ProcessId).Value, CultureInfo.InvariantCulture);

    private static void SkipWithoutEngine() => Assert.SkipWhen(WhySkipped() is not null, WhySkipped() ?? "");

    private static string? WhySkipped()
    {
        try
        {
            DcpBundle.Find(Environment.GetEnvironmentVariable("Aspire__Bundle"), Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
            return PerfMonitor.Hosting.Servers.Machine.This.Find("node") is null ? "Node.js is not installed." : null;
        }
        catch (DistributedApplicationException e)
        {
            return e.Message;
        }
    }
}
