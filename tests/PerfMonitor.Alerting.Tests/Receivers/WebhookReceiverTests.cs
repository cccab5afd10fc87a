using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Webhook;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

[Trait("feature", "S2-11")]
public sealed class WebhookReceiverTests
{
    private static readonly ManualTimeProvider Clock = new(Samples.Noon);
    private static readonly PageOptions Page = new() { Url = "https://perf.example" };

    [Fact]
    [Trait("feature", "S2-34")]
    public async Task Sends_alertmanagers_payload()
    {
        await using var server = await HttpTestServer.StartAsync();

        var outcome = await Receiver(new() { Name = "ops", Url = $"{server.Url}/hook" }).SendAsync(
            Samples.Notification(Samples.Alert(), Samples.Alert(instance: "web-2").Resolved()) with { Channel = "ops", TruncatedAlerts = 3 },
            TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.Delivered>(outcome);
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/hook", "application/json", "22222222-2222-2222-2222-222222222222"), (request.Method, request.Path, request.Headers["Content-Type"], request.Headers["Idempotency-Key"]));
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                {
                  "version": "4",
                  "groupKey": "{}/{severity=\"critical\"}:{alertname=\"HostCpuHigh\"}",
                  "truncatedAlerts": 3,
                  "status": "firing",
                  "receiver": "ops",
                  "notification_reason": "first notification",
                  "groupLabels": { "alertname": "HostCpuHigh" },
                  "commonLabels": { "alertname": "HostCpuHigh", "severity": "critical" },
                  "commonAnnotations": { "description": "For five minutes already.", "recommendation": "Look for a runaway process.", "runbook_url": "https://runbooks.example.org/cpu" },
                  "externalURL": "https://perf.example",
                  "alerts": [
                    {
                      "status": "firing",
                      "labels": { "alertname": "HostCpuHigh", "instance": "web-1", "severity": "critical" },
                      "annotations": { "summary": "CPU of web-1 is at 97 %", "description": "For five minutes already.", "recommendation": "Look for a runaway process.", "runbook_url": "https://runbooks.example.org/cpu" },
                      "startsAt": "2026-03-02T12:00:00Z",
                      "endsAt": "0001-01-01T00:00:00Z",
                      "generatorURL": "https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical",
                      "fingerprint": "HostCpuHigh-web-1-Critical",
                      "value": 0.9731,
                      "threshold": 0.9,
                      "expression": "host_cpu_utilization_ratio > 0.9"
                    },
                    {
                      "status": "resolved",
                      "labels": { "alertname": "HostCpuHigh", "instance": "web-2", "severity": "critical" },
                      "annotations": { "summary": "CPU of web-2 is at 97 %", "description": "For five minutes already.", "recommendation": "Look for a runaway process.", "runbook_url": "https://runbooks.example.org/cpu" },
                      "startsAt": "2026-03-02T12:00:00Z",
                      "endsAt": "2026-03-02T12:04:10Z",
                      "generatorURL": "https://perf.example/dashboard/alerts/HostCpuHigh-web-2-Critical",
                      "fingerprint": "HostCpuHigh-web-2-Critical",
                      "value": 0.41,
                      "threshold": 0.9,
                      "expression": "host_cpu_utilization_ratio > 0.9"
                    }
                  ]
                }
                """),
                JsonNode.Parse(request.Body)),
            request.Body);
    }

    [Fact]
    [Trait("feature", "S2-34")]
    [Trait("feature", "S2-35")]
    public async Task Uses_the_configured_method_and_headers()
    {
        await using var server = await HttpTestServer.StartAsync();

        await Receiver(new()
        {
            Url = server.Url,
            Method = "PUT",
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer abc", ["content-type"] = "application/vnd.alerts+json" },
        }).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.Equal(("PUT", "Bearer abc", "application/vnd.alerts+json"), (request.Method, request.Headers["Authorization"], request.Headers["Content-Type"]));
        Assert.False(request.Headers.ContainsKey(WebhookSignature.Header));
    }

    [Fact]
    public async Task Signs_what_it_sends()
    {
        await using var server = await HttpTestServer.StartAsync();

        await Receiver(new() { Url = server.Url, Secret = "secret" }).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        var request = Assert.Single(server.Requests);
        Assert.Equal("1772452800", request.Headers["X-PerfMonitor-Timestamp"]);
        var expected = HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes($"1772452800.{request.Body}"));
        Assert.Equal($"sha256={Convert.ToHexStringLower(expected)}", request.Headers["X-PerfMonitor-Signature"]);
    }

    // Computed with: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
    [Fact]
    public void Signs_as_openssl_does() =>
        Assert.Equal("sha256=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686", WebhookSignature.Compute("secret", 1700000000, "{\"a\":1}"u8));

    [Fact]
    public async Task Asks_to_be_tried_again_when_nobody_listens()
    {
        var outcome = await Receiver(new() { Url = "http://127.0.0.1:1/hook" }).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Contains("refused", Assert.IsType<Outcome.RetryLater>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_as_long_as_the_server_asks()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "17";
            return context.Response.WriteAsync("slow\ndown");
        };

        var outcome = await Receiver(new() { Url = server.Url }).SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.RetryLater("429 slow down", TimeSpan.FromSeconds(17)), outcome);
    }

    [Fact]
    public void Shows_of_its_address_only_the_host() =>
        Assert.Equal("https://example.org", Receiver(new() { Url = "https://user:pw@example.org/hook?key=secret" }).Destination);

    private static WebhookReceiver Receiver(WebhookOptions options) => new(options, Page, new HttpSender(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), Clock), Clock);
}
