using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Contracts;
using PerfMonitor.Testing;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Live.Anomalies;
using PerfMonitor.Web.Live.Clients;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Live.Anomalies;

public sealed class AnomalyPushTests : IAsyncLifetime
{
    private static readonly AnomalyDetected Found = new()
    {
        Watch = "cpu",
        Labels = new Dictionary<string, string> { ["instance"] = "shop" },
        At = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero),
        Value = 0.93,
        Expected = 0.21,
        Lower = 0.05,
        Upper = 0.38,
        Probability = 0.88,
        Severity = Severity.Warning,
        Reason = "0.93 where about 0.21 was expected",
    };

    private readonly ManualTimeProvider _time = new();
    private WebServer _web = null!;
    private string _key = "";

    private AnomalyPush Push => _web.Services.GetRequiredService<AnomalyPush>();

    private LiveHub Hub => _web.Services.GetRequiredService<LiveHub>();

    public async ValueTask InitializeAsync()
    {
        _web = await WebServer.StartAsync(new() { ["Live:PingInterval"] = "00:05:00" }, _time);
        _key = (await _web.Services.GetRequiredService<ApiKeys>().CreateAsync("test", Role.Viewer, KeyScope.All, null, "test", TestContext.Current.CancellationToken)).Text;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    [Trait("feature", "S2-05")]
    public async Task An_anomaly_is_pushed_at_once_to_who_subscribed()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.SendAsync(new { type = "subscribe", topic = "anomalies" });
        await UntilAsync(client => client.Anomalies);

        Push.Push(Found);

        Assert.Equal(
            JsonNode.Parse("""
            {"type":"anomaly","data":{"watch":"cpu","labels":{"instance":"shop"},"time":"2026-01-05T12:00:00+00:00","value":0.93,"expected":0.21,"lower":0.05,"upper":0.38,
             "probability":0.88,"level":"warning","reason":"0.93 where about 0.21 was expected"},"timestamp":"2026-01-05T12:00:00+00:00"}
            """)!.ToJsonString(),
            (await client.ReceiveAsync("anomaly")).ToJsonString());
    }

    [Fact]
    public async Task What_is_no_number_is_null()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.SendAsync(new { type = "subscribe", topic = "anomalies" });
        await UntilAsync(client => client.Anomalies);

        Push.Push(Found with { Value = double.PositiveInfinity, Expected = double.NaN, Lower = null });

        var data = (await client.ReceiveAsync("anomaly"))["data"]!;
        Assert.Equal((null, null, null), (data["value"], data["expected"], data["lower"]));
    }

    [Fact]
    public async Task Nobody_else_gets_it()
    {
        using var client = await LiveConnection.ConnectAsync(_web, _key);
        await client.ReceiveAsync("overview");
        Push.Push(Found);
        await client.SendAsync(new { type = "subscribe", topic = "anomalies" });
        await UntilAsync(client => client.Anomalies);
        await client.SendAsync(new { type = "unsubscribe", topic = "anomalies" });
        await UntilAsync(client => !client.Anomalies);
        Push.Push(Found);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("overview", (string)(await client.ReceiveAsync())!["type"]!);
    }

    // What happens on another thread happens soon; the limit only keeps a broken build from hanging.
    private async Task UntilAsync(Func<LiveClient, bool> condition)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limited.CancelAfter(TimeSpan.FromSeconds(30));
        while (!Hub.Clients.Any(condition))
            await Task.Delay(10, limited.Token);
    }
}
