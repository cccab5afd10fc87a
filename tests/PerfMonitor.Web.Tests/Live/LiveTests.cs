using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Contracts;
using PerfMonitor.Testing;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Live.Alerts;
using PerfMonitor.Web.Live.Appraisal;
using PerfMonitor.Web.Live.Clients;
using PerfMonitor.Web.Live.Overview;
using PerfMonitor.Web.Live.Prometheus;
using PerfMonitor.Web.Live.Queries;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Live;

public sealed class LiveTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly ManualTimeProvider _time = new();
    private WebServer _web = null!;
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        // A frame that is on its way when a test moves the clock does not count as stuck.
        _web = await WebServer.StartAsync(new() { ["Live:MaximumClients"] = "120", ["Live:QueriesPerClient"] = "2", ["Live:PingInterval"] = "00:05:00", ["Live:SendTimeout"] = "00:00:20" }, _time);
        _key = await KeyAsync(Role.Viewer);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    [Trait("feature", "S1-02")]
    [Trait("feature", "S3-45")]
    public async Task A_client_gets_hello_and_the_whole_picture_at_once()
    {
        _web.Prometheus.Answer = (query, _) => query != OverviewQueries.History
            ? FakePrometheus.Field("cpu", 37.5)
            : FakePrometheus.Vector($$"""[{"metric":{"field":"cpu"},"values":[[{{_time.GetUtcNow().ToUnixTimeSeconds() - 2}},"12"]]}]""");
        using var client = await LiveConnection.ConnectAsync(_web, _key);

        var hello = await client.ReceiveAsync();
        var first = await client.ReceiveAsync();

        Assert.Equal(("hello", "key:test", "viewer", 1000d), ((string)hello!["type"]!, (string)hello["name"]!, (string)hello["role"]!, (double)hello["intervalMs"]!));
        Assert.Equal("overview", (string)first!["type"]!);
        Assert.Equal(37.5, (double)first["current"]!["cpu_utilization"]!);
        Assert.Equal([12, 37.5], first["history"]!.AsArray().Select(point => (double)point!["cpu_utilization"]!));
        Assert.Null(first["current"]!["memory_mb"]);
        Assert.Equal(1, (int)first["current"]!["active_connections"]!);
    }

    [Fact]
    [Trait("feature", "S1-05")]
    public async Task A_frame_comes_each_second()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        var first = await client.ReceiveAsync("overview");
        var times = new List<long>();

        for (var second = 0; second < 3; second++)
        {
            _time.Advance(Second);
            times.Add((long)(await client.ReceiveAsync("overview"))["timestamp"]!);
        }

        var start = (long)first["timestamp"]!;
        Assert.Equal([start + 1000, start + 2000, start + 3000], times);
    }

    [Fact]
    [Trait("feature", "S1-43")]
    [Trait("feature", "S1-44")]
    public async Task Frames_carry_the_scores_and_the_comparison_with_the_baseline()
    {
        _web.Appraiser.Judgement = new(FakeAppraiser.Scores(health: 94.2, optimization: 88.5), Impact: null, new ImpactObstacle("gathering", "baseline 'initial' is taken from the first 10 minutes"));
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");

        _time.Advance(Second);
        var frame = await client.ReceiveAsync("overview");

        Assert.Equal((88.5, 94.2), ((double)frame["current"]!["optimization_score"]!, (double)frame["current"]!["health_score"]!));
        Assert.Equal("every part is measured", (string)frame["scores"]!["health"]!["reason"]!);
        Assert.Equal("baseline 'initial' is taken from the first 10 minutes", (string)frame["optimization_impact"]!["reason"]!);
        Assert.Equal(1, _web.Appraiser.Asked);

        for (var second = 0; second < 5; second++)
        {
            _time.Advance(Second);
            await client.ReceiveAsync("overview");
        }

        Assert.Equal(2, _web.Appraiser.Asked);
    }

    [Fact]
    public async Task Nothing_is_asked_while_nobody_watches()
    {
        _time.Advance(10 * Second);
        Assert.Equal(0, _web.Prometheus.Asked);

        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");
        Assert.NotEqual(0, _web.Prometheus.Asked);
    }

    [Fact]
    [Trait("feature", "S1-07")]
    public async Task A_hundred_clients_get_every_frame_of_one_composition()
    {
        _web.Prometheus.Answer = (_, at) => FakePrometheus.Field("throughput", at.ToUnixTimeSeconds());
        var clients = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => LiveConnection.ConnectAsync(_web, _key)));
        await Task.WhenAll(clients.Select(client => client.ReceiveAsync("overview")));
        var asked = _web.Prometheus.Asked;

        for (var second = 0; second < 5; second++)
        {
            _time.Advance(Second);
            var frames = await Task.WhenAll(clients.Select(client => client.ReceiveAsync("overview")));
            var throughput = Assert.Single(frames.Select(frame => (double)frame["current"]!["throughput_ops_sec"]!).Distinct());
            Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds(), throughput);
        }

        Assert.Equal(5, _web.Prometheus.Asked - asked);
        foreach (var client in clients)
            client.Dispose();
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_nobody_up_and_is_dropped()
    {
        var large = FakePrometheus.Vector($"[\"{new string('x', 900_000)}\"]");
        _web.Prometheus.Answer = (query, _) => query == "large" ? large : FakePrometheus.Vector("[]");
        using var stuck = await LiveConnection.ConnectAsync(_web, _key);
        await stuck.SendAsync(new { type = "subscribe", topic = "query", query = "large", id = "1" });
        using var reader = await LiveConnection.ConnectAsync(_web, _key);
        await reader.SendAsync(new { type = "subscribe", topic = "query", query = "large", id = "2" });
        await reader.ReceiveAsync("overview");

        // Far more than the buffers of a connection hold; the send to the stuck client times out on the way.
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(Second);
            await reader.ReceiveAsync("overview");
        }

        _time.Advance(Second);
        Assert.Equal("2", (string)(await reader.ReceiveAsync("query"))["id"]!);
        await UntilAsync(() => Hub.Count == 1);
    }

    [Fact]
    public async Task While_analytics_is_away_frames_say_so_and_keep_the_last_numbers()
    {
        _web.Prometheus.Answer = (_, _) => FakePrometheus.Field("cpu", 50);
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");
        var since = _time.GetUtcNow() + Second;

        _web.Prometheus.Answer = (_, _) => new PrometheusAnswer.Away("analytics cannot be asked");
        _time.Advance(Second);
        await client.ReceiveAsync("overview");
        _time.Advance(Second);
        var stale = await client.ReceiveAsync("overview");
        _web.Prometheus.Answer = (_, _) => FakePrometheus.Field("cpu", 60);
        _time.Advance(Second);
        var fresh = await client.ReceiveAsync("overview");

        Assert.True((bool)stale["stale"]!);
        Assert.Equal(since.ToUnixTimeMilliseconds(), (long)stale["stale_since"]!);
        Assert.Equal("analytics cannot be asked", (string)stale["stale_reason"]!);
        Assert.Equal(50, (double)stale["current"]!["cpu_utilization"]!);
        Assert.True((long)stale["current"]!["timestamp"]! < since.ToUnixTimeMilliseconds());
        Assert.Null(fresh["stale"]);
        Assert.Equal(60, (double)fresh["current"]!["cpu_utilization"]!);
    }

    [Fact]
    public async Task What_was_missed_while_analytics_was_away_is_read_back()
    {
        _web.Prometheus.Answer = (_, _) => FakePrometheus.Field("cpu", 5);
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");
        _web.Prometheus.Answer = (_, _) => new PrometheusAnswer.Away("away");
        for (var second = 0; second < 5; second++)
        {
            _time.Advance(Second);
            await client.ReceiveAsync("overview");
        }

        _web.Prometheus.Answer = (query, at) => query != OverviewQueries.History
            ? FakePrometheus.Field("cpu", 2)
            : FakePrometheus.Vector($$"""[{"metric":{"field":"cpu"},"values":[[{{at.ToUnixTimeSeconds() - 3}},"1"]]}]""");
        _time.Advance(Second);
        Assert.Null((await client.ReceiveAsync("overview"))["stale"]);

        await client.SendAsync(new { type = "subscribe", topic = "overview" });
        JsonNode? history;
        while ((history = (await client.ReceiveAsync("overview"))["history"]) is null)
        {
        }

        Assert.Equal([1, 2], history.AsArray().Select(point => (double)point!["cpu_utilization"]!));
    }

    [Fact]
    [Trait("feature", "S3-49")]
    [Trait("feature", "S3-79")]
    public async Task An_alert_is_pushed_at_once_and_stands_in_the_next_overview()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");

        Push.Push(FakeAlertList.Change("00ff", 1));
        var pushed = await client.ReceiveAsync();
        Push.Push(FakeAlertList.Change("00ff", 1));
        _time.Advance(Second);
        var next = await client.ReceiveAsync();

        Assert.Equal("alert", (string)pushed!["type"]!);
        Assert.Equal("2026-01-05T12:00:00+00:00", (string)pushed["timestamp"]!);
        Assert.Equal(("00ff", "HostCpuHigh", "critical", "firing", 98.7), (
            (string)pushed["data"]!["fingerprint"]!, (string)pushed["data"]!["name"]!, (string)pushed["data"]!["severity"]!,
            (string)pushed["data"]!["state"]!, (double)pushed["data"]!["value"]!));
        Assert.Equal("overview", (string)next!["type"]!);
        Assert.Equal("00ff", (string)next["alerts"]![0]!["fingerprint"]!);
    }

    [Fact]
    public async Task A_finished_report_is_pushed()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");
        var id = Guid.NewGuid();

        Push.Push(new ReportReady { ReportId = id, Title = "Daily", From = default, To = default, Size = 5, FinishedAt = _time.GetUtcNow() });

        Assert.Equal(id.ToString(), (string)(await client.ReceiveAsync("report"))["data"]!["reportId"]!);
    }

    [Fact]
    public async Task A_query_is_followed_under_the_id_the_client_chose_until_it_unsubscribes()
    {
        _web.Prometheus.Answer = (query, at) => query == "up" ? FakePrometheus.Vector($$"""[{"metric":{},"value":[{{at.ToUnixTimeSeconds()}},"1"]}]""") : FakePrometheus.Vector("[]");
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.SendAsync(new { type = "subscribe", topic = "query", query = "up", id = "mine" });
        await client.SendAsync(new { type = "unsubscribe", topic = "overview" });
        await client.SendAsync(new { type = "shout" });
        await client.ReceiveAsync("error");

        _time.Advance(Second);
        var frame = await client.ReceiveAsync("query");
        await client.SendAsync(new { type = "unsubscribe", topic = "query", id = "mine" });
        await client.SendAsync(new { type = "subscribe", topic = "overview" });
        var overview = await client.ReceiveAsync("overview");
        _time.Advance(Second);
        var next = await client.ReceiveAsync();

        Assert.Equal(("mine", "up"), ((string)frame["id"]!, (string)frame["query"]!));
        Assert.Equal("1", (string)frame["result"]![0]!["value"]![1]!);
        Assert.NotNull(overview["history"]);
        Assert.Equal("overview", (string)next!["type"]!);
    }

    [Fact]
    public async Task A_slow_query_is_asked_again_only_when_it_has_come_back()
    {
        var asked = 0;
        var answered = new TaskCompletionSource();
        _web.Prometheus.Delay = query =>
        {
            if (query != "slow")
                return Task.CompletedTask;
            Interlocked.Increment(ref asked);
            return answered.Task;
        };
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.SendAsync(new { type = "subscribe", topic = "query", query = "slow", id = "1" });
        await UntilAsync(() => Queries.Queries is ["slow"]);

        for (var second = 0; second < 3; second++)
        {
            _time.Advance(Second);
            await client.ReceiveAsync("overview");
        }

        await UntilAsync(() => Volatile.Read(ref asked) == 1);
        answered.SetResult();
        await client.ReceiveAsync("query");
        await UntilAsync(() =>
        {
            _time.Advance(Second);
            return Volatile.Read(ref asked) > 1;
        });
    }

    [Fact]
    public async Task A_client_that_asks_for_too_much_hears_why_not()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");

        foreach (var query in (string[])["a", "b", "c"])
            await client.SendAsync(new { type = "subscribe", topic = "query", query, id = query });
        var full = await client.ReceiveAsync("error");
        await client.SendTextAsync("{");
        var broken = await client.ReceiveAsync("error");

        Assert.Equal(("c", "A client follows at most 2 queries. Unsubscribe from one first."), ((string)full["id"]!, (string)full["error"]!));
        Assert.StartsWith("A message is a JSON object", (string)broken["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_talks_too_much_or_too_long_is_closed()
    {
        using var chatty = await LiveConnection.ConnectAsync(_web, _key);
        for (var message = 0; message < 61; message++)
            await chatty.SendAsync(new { type = "subscribe", topic = "alerts" });
        await chatty.ReceiveCloseAsync();
        using var verbose = await LiveConnection.ConnectAsync(_web, _key);
        await verbose.SendTextAsync(new string(' ', 20_000));
        await verbose.ReceiveCloseAsync();

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "Too many messages."), (chatty.CloseStatus, chatty.CloseReason));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, verbose.CloseStatus);
    }

    [Fact]
    public async Task A_client_too_many_is_told_to_come_back()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => LiveConnection.ConnectAsync(_web, _key)));

        var failure = await Assert.ThrowsAsync<WebSocketException>(() => LiveConnection.ConnectAsync(_web, _key));
        clients[0].Dispose();
        await UntilAsync(() => Hub.Count == 119);
        using var next = await LiveConnection.ConnectAsync(_web, _key);

        Assert.Contains("503", failure.Message, StringComparison.Ordinal);
        foreach (var client in clients)
            client.Dispose();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("own", true)]
    [InlineData("https://evil.example", false)]
    public async Task The_cookie_opens_it_only_for_our_own_page(string? origin, bool open)
    {
        using var browser = _web.CreateBrowser();
        using var login = await browser.PostAsync("/api/login", System.Net.Http.Json.JsonContent.Create(new { user = "admin", password = WebServer.AdminPassword }), _cancellation);
        using var client = new LiveConnection();
        client.Options.SetRequestHeader("Cookie", login.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        if (origin is not null)
            client.Options.SetRequestHeader("Origin", origin == "own" ? $"http://{_web.Address.Authority}" : origin);

        if (open)
        {
            await client.OpenAsync(_web);
            Assert.Equal("admin", (string)(await client.ReceiveAsync("hello"))["name"]!);
        }
        else
        {
            var failure = await Assert.ThrowsAsync<WebSocketException>(() => client.OpenAsync(_web));
            Assert.Contains("403", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_in_the_address_opens_the_websocket_and_nothing_else()
    {
        using var client = new LiveConnection();
        await client.OpenAsync(_web, $"?access_token={_key}");
        Assert.Equal("key:test", (string)(await client.ReceiveAsync("hello"))["name"]!);

        using var plain = new HttpClient { BaseAddress = _web.Address };
        using var refused = await plain.GetAsync($"/api/me?access_token={_key}", _cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Nobody_and_keys_for_samples_stay_outside()
    {
        using var nobody = new LiveConnection();
        using var samples = new LiveConnection();
        var ingest = await KeyAsync(Role.Admin, KeyScope.Ingest);

        var first = await Assert.ThrowsAsync<WebSocketException>(() => nobody.OpenAsync(_web));
        var second = await Assert.ThrowsAsync<WebSocketException>(() => samples.OpenAsync(_web, $"?access_token={ingest}"));

        Assert.Contains("401", first.Message, StringComparison.Ordinal);
        Assert.Contains("403", second.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_closes_the_connections_it_opened()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");
        var keys = _web.Services.GetRequiredService<ApiKeys>();
        await keys.RevokeAsync((await keys.ListAsync(_cancellation)).Single().Id, _cancellation);

        _time.Advance(TimeSpan.FromSeconds(15));
        await client.ReceiveCloseAsync();

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "The API key was revoked."), (client.CloseStatus, client.CloseReason));
    }

    [Fact]
    public async Task A_client_that_vanishes_is_forgotten()
    {
        var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");
        await client.SendAsync(new { type = "subscribe", topic = "query", query = "up", id = "1" });
        await UntilAsync(() => Queries.Queries is ["up"]);
        Assert.Equal(1, Hub.Count);

        client.Dispose();

        await UntilAsync(() => Hub.Count == 0 && Queries.Queries is []);
    }

    private LiveHub Hub => _web.Services.GetRequiredService<LiveHub>();

    private QuerySubscriptions Queries => _web.Services.GetRequiredService<QuerySubscriptions>();

    private AlertPush Push => _web.Services.GetRequiredService<AlertPush>();

    private async Task<string> KeyAsync(Role role, KeyScope scope = KeyScope.All)
    {
        var (_, text) = await _web.Services.GetRequiredService<ApiKeys>().CreateAsync("test", role, scope, null, "test", _cancellation);
        return text;
    }

    // What happens on another thread happens soon; the limit only keeps a broken build from hanging.
    private async Task UntilAsync(Func<bool> condition)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limited.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(10, limited.Token);
    }
}
