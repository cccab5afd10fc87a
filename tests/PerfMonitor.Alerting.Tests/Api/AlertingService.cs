using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfMonitor.Alerting.Heartbeats;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing.Http;
using PerfMonitor.Testing.Mail;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>The whole service over a PostgreSQL of the test's own; the bus is away, events are handed in directly.</summary>
public sealed class AlertingService : IAsyncLifetime
{
    public const string SigningSecret = "secret-part of slack";
    public const string SmsSecret = "secret-part of sms";

    private const string Key = "a key for tests, long enough";

    private readonly AlertingDatabase _database = new();
    private WebApplicationFactory<AlertIntake>? _factory;

    public SmtpTestServer Mail { get; } = new();

    public HttpTestServer Http { get; private set; } = null!;

    internal AlertIntake Intake => Factory.Services.GetRequiredService<AlertIntake>();

    internal HeartbeatStore Heartbeats => Factory.Services.GetRequiredService<HeartbeatStore>();

    private WebApplicationFactory<AlertIntake> Factory => _factory ??= Start();

    public async ValueTask InitializeAsync()
    {
        Http = await HttpTestServer.StartAsync();
        Http.Answer = context => context.Request.Path.StartsWithSegments("/slack-api")
            ? context.Response.WriteAsync("""{"ok":true,"channel":"C1","ts":"17.5"}""", context.RequestAborted)
            : Task.CompletedTask;
    }

    /// <summary>As somebody in a role; null: as nobody.</summary>
    public HttpClient As(string? role)
    {
        var client = Factory.CreateClient();
        if (role is not null)
        {
            client.DefaultRequestHeaders.Add(InternalToken.Header, new InternalToken(Key).Issue($"some {role}", role, DateTimeOffset.UtcNow));
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }

        await Mail.DisposeAsync();
        await Http.DisposeAsync();
        _database.Dispose();
    }

    private WebApplicationFactory<AlertIntake> Start()
    {
        var database = _database.ConnectionString();
        return new WebApplicationFactory<AlertIntake>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:perfmonitor", database);
            host.UseSetting("ConnectionStrings:bus", "amqp://guest:guest@127.0.0.1:1");
            host.UseSetting("Internal:Key", Key);
            host.UseSetting("Smtp:Host", "127.0.0.1");
            host.UseSetting("Smtp:Port", $"{Mail.Port}");
            host.UseSetting("Slack:WebhookUrl", $"{Http.Url}/slack/secret-part");
            host.UseSetting("services:analytics:http:0", Http.Url);
            host.UseSetting("Actions:RiskUrl", $"{Http.Url}/risk");
            host.UseSetting("Channels:Webhooks:0:Name", "ops");
            host.UseSetting("Channels:Webhooks:0:Url", $"{Http.Url}/hook/secret-part");
            host.UseSetting("Channels:Webhooks:0:Secret", "secret-part");
            host.UseSetting("Channels:SlackBots:0:BaseUrl", $"{Http.Url}/slack-api");
            host.UseSetting("Channels:SlackBots:0:Token", "xoxb-secret-part");
            host.UseSetting("Channels:SlackBots:0:SigningSecret", SigningSecret);
            host.UseSetting("Channels:Sms:0:BaseUrl", $"{Http.Url}/sms");
            host.UseSetting("Channels:Sms:0:AccountSid", "AC1");
            host.UseSetting("Channels:Sms:0:AuthToken", SmsSecret);
            host.UseSetting("Channels:Sms:0:From", "PerfMonitor");
            host.UseSetting("Channels:Sms:0:To:0", "+4915112345678");
            host.UseSetting("Channels:Sms:0:StatusCallback", "true");
            host.UseSetting("Heartbeat:Url", $"{Http.Url}/heartbeat");
            host.UseSetting("Alertmanager:MostAlerts", "20");
            host.UseSetting("Page:Url", "https://perf.example");

            // The other tests tell the three channels everybody has; these two hear of what is theirs.
            host.UseSetting("Routing:Channels:0", "email");
            host.UseSetting("Routing:Channels:1", "slack");
            host.UseSetting("Routing:Channels:2", "ops");
            host.UseSetting("Routing:Routes:0:Match:0", "channel=\"phone-and-bot\"");
            host.UseSetting("Routing:Routes:0:GroupWait", "00:00:00");
            host.UseSetting("Routing:Routes:0:Channels:0", "slack-bot");
            host.UseSetting("Routing:Routes:0:Channels:1", "sms");
            host.UseSetting("Routing:Routes:1:Match:0", "severity=\"critical\"");
            host.UseSetting("Routing:Routes:1:GroupWait", "00:00:00");
            host.UseSetting("Routing:Routes:1:GroupBy:0", "alertname");
            host.UseSetting("Routing:Routes:1:GroupBy:1", "instance");
            host.UseSetting("Routing:Routes:2:Match:0", "severity=\"warning\"");
            host.ConfigureLogging(logging => logging.ClearProviders());
        });
    }
}

/// <summary>Requests and answers as JSON.</summary>
internal static class JsonClient
{
    public static async Task<JsonNode> ReadAsync(this HttpClient client, string path) => (await client.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;

    public static async Task<(int Status, JsonNode? Body)> CallAsync(this HttpClient client, string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>Asks until the answer is as it should be; the limit only says when to give up.</summary>
    public static async Task<JsonNode> UntilAsync(this HttpClient client, string path, Func<JsonNode, bool> holds)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await client.ReadAsync(path);
            if (holds(answer))
            {
                return answer;
            }

            Assert.True(attempt < 600, $"{path} still answers {answer.ToJsonString()}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
