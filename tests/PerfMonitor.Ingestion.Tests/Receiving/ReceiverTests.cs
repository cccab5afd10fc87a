using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Ingestion.Receiving;

namespace PerfMonitor.Ingestion.Tests;

[Trait("feature", "S2-01")]
public sealed class ReceiverTests
{
    private const string Json = "application/json";
    private const string Protobuf = "application/x-protobuf";
    private const string Lines = "application/x-ndjson";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static string NowNano => $"{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}000000";

    [Fact]
    public async Task Samples_are_answered_with_what_was_taken_and_what_was_not()
    {
        await using var host = await IngestionHost.StartAsync();

        var (status, answer) = await PostAsync(host, "/api/v1/samples", Lines, "{\"metric\":\"a\",\"value\":1}\nbroken\n{\"metric\":\"\",\"value\":2}\n");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((1, 2), ((int)answer["accepted"]!, (int)answer["refused"]!));
        Assert.Equal([(2, "bad_sample"), (3, "bad_metric_name")], answer["errors"]!.AsArray().Select(error => ((int)error!["line"]!, (string)error["reason"]!)));
        Assert.StartsWith("a 1 @", Assert.Single(host.Bus.Samples), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_which_nothing_was_taken_fails()
    {
        await using var host = await IngestionHost.StartAsync();

        var (status, answer) = await PostAsync(host, "/api/v1/samples", Json, """[{"metric":"a","value":null},{"metric":"a","value":1,"timestamp":5}]""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([(0, "bad_value"), (1, "too_old")], answer["errors"]!.AsArray().Select(error => ((int)error!["index"]!, (string)error["reason"]!)));
        Assert.Equal([("bad_value", 1L), ("too_old", 1L)], host.Metrics.Totals.Refused.Where(entry => entry.Count > 0).Select(entry => (Admission.RefusalReasonText.Text(entry.Reason), entry.Count)));
    }

    [Fact]
    public async Task Only_so_many_errors_are_spelled_out()
    {
        await using var host = await IngestionHost.StartAsync();

        var (_, answer) = await PostAsync(host, "/api/v1/samples", Json, $"[{string.Join(',', Enumerable.Repeat("1", 500))}]");

        Assert.Equal((500, 100), ((int)answer["refused"]!, answer["errors"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("/api/v1/samples", Json, """{"metric":"a","value":1""", 400, "line 1, column 24")]
    [InlineData("/api/v1/samples", "text/plain", "a 1", 415, "text/plain")]
    [InlineData("/v1/metrics", Json, """{"resourceMetrics":[{]}""", 400, "line 1, column 22")]
    [InlineData("/v1/metrics", "application/grpc", "x", 415, "application/grpc")]
    [InlineData("/api/v1/otlp/v1/metrics", Json, """{"resourceMetrics":[{]}""", 400, "line 1, column 22")]
    [InlineData("/v1/traces", Json, "{}", 404, "/v1/metrics")]
    [InlineData("/v1/logs", Protobuf, "", 404, "/v1/metrics")]
    public async Task What_cannot_be_read_is_refused_with_the_place(string path, string type, string body, int status, string named)
    {
        await using var host = await IngestionHost.StartAsync();

        var (answered, answer) = await PostAsync(host, path, type, body);

        // Counted once the answer is out, which may be here before.
        while (!host.Metrics.Totals.Requests.Any())
        {
            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(status, (int)answered);
        Assert.Contains(named, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains((path, status, 1L), host.Metrics.Totals.Requests);
        Assert.Empty(host.Bus.Confirmed);
    }

    [Fact]
    public async Task Malformed_protobuf_is_answered_in_protobuf()
    {
        await using var host = await IngestionHost.StartAsync();
        using var content = new ByteArrayContent([0x0A, 0x05, 0x01]) { Headers = { ContentType = new MediaTypeHeaderValue(Protobuf) } };

        using var response = await host.Http.PostAsync("/v1/metrics", content, Cancelled);

        Assert.Equal((HttpStatusCode.BadRequest, Protobuf), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var (code, message) = Status(await response.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal(3, code);
        Assert.EndsWith("(byte 1, in resource_metrics[0])", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_points_are_a_partial_success()
    {
        await using var host = await IngestionHost.StartAsync();
        var request = OtlpText.Request($$$"""{"name":"x","gauge":{"dataPoints":[{"asInt":1,"timeUnixNano":"1"},{"asInt":2,"timeUnixNano":"{{{NowNano}}}"},{"asInt":3}]}}""");

        var (status, answer) = await PostAsync(host, "/v1/metrics", Json, request);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("2", (string?)answer["partialSuccess"]!["rejectedDataPoints"]);
        var message = (string?)answer["partialSuccess"]!["errorMessage"];
        Assert.StartsWith("2 data points refused. ", message, StringComparison.Ordinal);
        Assert.Contains("too_old 1: 1970-01-01", message, StringComparison.Ordinal);
        Assert.Contains("bad_timestamp 1: ", message, StringComparison.Ordinal);
        Assert.StartsWith("x{job=\"shop\"} 2 @", Assert.Single(host.Bus.Samples), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_exporter_is_understood()
    {
        await using var host = await IngestionHost.StartAsync();
        using var meter = new Meter("receiver-tests");
        using (var provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.Clear().AddService("exporter-test", serviceInstanceId: "7"))
            .AddMeter(meter.Name)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = new Uri(host.Http.BaseAddress!, "/v1/metrics");
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = 3_600_000;
            })
            .Build())
        {
            meter.CreateCounter<long>("orders", "{order}").Add(3, new KeyValuePair<string, object?>("kind", "web"));
            meter.CreateHistogram<double>("wait", "s").Record(0.3);
            Assert.True(provider.ForceFlush(10_000));
        }

        var lines = host.Bus.Samples.Select(line => line[..line.IndexOf('@', StringComparison.Ordinal)]).ToHashSet();
        Assert.Contains("""orders_total{instance="7",job="exporter-test",kind="web",otel_scope_name="receiver-tests"} 3 """, lines);
        Assert.Contains("""wait_seconds_bucket{instance="7",job="exporter-test",le="5",otel_scope_name="receiver-tests"} 1 """, lines);
        Assert.Contains("""wait_seconds_sum{instance="7",job="exporter-test",otel_scope_name="receiver-tests"} 0.3 """, lines);
    }

    [Theory]
    [InlineData("/api/v1/samples")]
    [InlineData("/v1/metrics")]
    public async Task Gzip_is_unpacked(string path)
    {
        await using var host = await IngestionHost.StartAsync();
        var body = path == "/v1/metrics" ? OtlpText.Request($$$"""{"name":"x","gauge":{"dataPoints":[{"asInt":2,"timeUnixNano":"{{{NowNano}}}"}]}}""") : """{"metric":"x","value":2}""";

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(host, path, Json, Pack(Encoding.UTF8.GetBytes(body)), "gzip")).Status);

        Assert.Contains(" 2 @", Assert.Single(host.Bus.Samples), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two", 200)]
    [InlineData("with an empty one last", 200)]
    [InlineData("second cut off", 400)]
    [InlineData("first cut off", 400)]
    [InlineData("something between", 400)]
    [InlineData("zeros behind", 400)]
    [InlineData("beyond the bound together", 413)]
    public async Task Gzip_of_several_members_is_unpacked_whole(string kind, int status)
    {
        await using var host = await IngestionHost.StartAsync(new() { ["Receivers:MaximumUnpackedBytes"] = "4000" });
        var (first, second, spaces) = (Pack("""[{"metric":"x","value":2},"""u8.ToArray()), Pack("""{"metric":"y","value":3}]"""u8.ToArray()), Pack(Encoding.UTF8.GetBytes(new string(' ', 2_000))));
        byte[] body = kind switch
        {
            "two" => [.. first, .. second],
            "with an empty one last" => [.. first, .. second, .. (byte[])[0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
            "second cut off" => [.. first, .. second[..^5]],
            "first cut off" => [.. first[..^5], .. second],
            "something between" => [.. first, 1, 2, 3, .. second],
            "zeros behind" => [.. first, .. second, .. new byte[64]],
            _ => [.. first, .. spaces, .. spaces, .. second],
        };

        Assert.Equal(status, (int)(await PostAsync(host, "/api/v1/samples", Json, body, "gzip")).Status);
        Assert.Equal(status == 200 ? ["x 2", "y 3"] : [], host.Bus.Samples.Select(sample => sample[..sample.IndexOf(" @", StringComparison.Ordinal)]).Order());
    }

    [Theory]
    [InlineData("bomb", 413)]
    [InlineData("large", 413)]
    [InlineData("cut off", 400)]
    [InlineData("followed by something", 400)]
    [InlineData("no gzip", 400)]
    [InlineData("empty", 400)]
    [InlineData("brotli", 415)]
    [InlineData("long", 413)]
    [InlineData("many samples", 413)]
    public async Task Bodies_beyond_a_bound_are_refused(string kind, int status)
    {
        await using var host = await IngestionHost.StartAsync(new()
        {
            ["Receivers:MaximumBodyBytes"] = "300000",
            ["Receivers:MaximumUnpackedBytes"] = "4000000",
            ["Receivers:MaximumElements"] = "1000",
        });
        var noise = new byte[3_999_000];
        new Random(1).NextBytes(noise.AsSpan(0, 100_000));
        var packed = Pack(Encoding.UTF8.GetBytes("""{"metric":"x","value":2}"""));
        var (body, encoding) = kind switch
        {
            "bomb" => (Pack(new byte[3_900_000]), "gzip"),
            "large" => (Pack([.. noise, .. noise]), "gzip"),
            "cut off" => (packed[..^10], "gzip"),
            "followed by something" => ([.. packed, 1, 2, 3], "gzip"),
            "no gzip" => (Encoding.UTF8.GetBytes("{}"), "gzip"),
            "empty" => ([], "gzip"),
            "brotli" => (packed, "br"),
            "long" => (new byte[300_001], null),
            _ => (Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("1", 1_001))}]"), default(string)),
        };

        Assert.Equal(status, (int)(await PostAsync(host, "/api/v1/samples", Json, body, encoding)).Status);
        Assert.Empty(host.Bus.Confirmed);
    }

    [Fact]
    public async Task A_broker_that_does_not_confirm_is_a_reason_to_come_again()
    {
        await using var host = await IngestionHost.StartAsync(new() { ["Publishing:ConfirmTimeout"] = "00:00:00.300", ["Publishing:AttemptTimeout"] = "00:00:00.100" });
        host.Bus.Holds = true;

        using var samples = await host.Http.PostAsync("/api/v1/samples", new StringContent("""{"metric":"a","value":1}""", Encoding.UTF8, Json), Cancelled);
        using var otlp = await host.Http.PostAsync("/v1/metrics", new StringContent(OtlpText.Request($$$"""{"name":"x","gauge":{"dataPoints":[{"asInt":2,"timeUnixNano":"{{{NowNano}}}"}]}}"""), Encoding.UTF8, Json), Cancelled);

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable], new[] { samples.StatusCode, otlp.StatusCode });
        Assert.Equal(TimeSpan.FromSeconds(1), samples.Headers.RetryAfter?.Delta);
        Assert.Equal(TimeSpan.FromSeconds(1), otlp.Headers.RetryAfter?.Delta);
        Assert.Equal(14, (int)JsonNode.Parse(await otlp.Content.ReadAsStringAsync(Cancelled))!["code"]!);
    }

    [Fact]
    public async Task A_full_queue_is_a_reason_to_come_again()
    {
        await using var host = await IngestionHost.StartAsync(new() { ["Publishing:MaximumQueuedSamples"] = "1", ["Bus:Partitions"] = "1" });
        host.Bus.Holds = true;
        var first = PostAsync(host, "/api/v1/samples", Json, """{"metric":"a","value":1}""");
        var sent = await host.Bus.NextAsync();

        using var second = await host.Http.PostAsync("/api/v1/samples", new StringContent("""{"metric":"a","value":2}""", Encoding.UTF8, Json), Cancelled);
        sent.Confirm.SetResult();

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (second.StatusCode, second.Headers.RetryAfter?.Delta));
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
    }

    [Fact]
    public async Task Who_comes_through_a_proxy_needs_a_key()
    {
        var keys = new Keys();
        await using var host = await IngestionHost.StartAsync(keys: keys);

        int[] statuses =
        [
            await SendAsync(null), await SendAsync("Bearer wrong"), await SendAsync("Bearer viewer"), await SendAsync("Bearer operator"), await SendAsync("bearer operator"), await SendAsync("Bearer away"),
        ];

        Assert.Equal([401, 401, 403, 200, 200, 503], statuses);
        Assert.Equal(["wrong", "viewer", "operator", "away"], keys.Asked);

        async Task<int> SendAsync(string? authorization)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/samples") { Content = new StringContent("""{"metric":"a","value":1}""", Encoding.UTF8, Json) };
            request.Headers.Add("X-Forwarded-For", "192.0.2.1");
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await host.Http.SendAsync(request, Cancelled);
            return (int)response.StatusCode;
        }
    }

    [Theory]
    [InlineData("viewer", 403)]
    [InlineData("operator", 200)]
    [InlineData("admin", 200)]
    public async Task The_gateway_brings_its_users_role(string role, int status)
    {
        await using var host = await IngestionHost.StartAsync();
        using var client = host.As(role);

        using var response = await client.PostAsync("/api/v1/samples", new StringContent("""{"metric":"a","value":1}""", Encoding.UTF8, Json), Cancelled);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "", "http://127.0.0.1:1")]
    [InlineData("http://127.0.0.1:1", "http://0.0.0.0:4318; http://127.0.0.1:1", "http://127.0.0.1:1 http://0.0.0.0:4318")]
    [InlineData("", "", "http://127.0.0.1:4318")]
    public void Further_addresses_come_beside_the_given_one(string given, string listen, string expected)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["urls"] = given, ["Receivers:Listen"] = listen };

        Assert.Equal(expected, string.Join(' ', ReceiverSetup.Addresses(configuration)));
    }

    private static Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(IngestionHost host, string path, string type, string body) => PostAsync(host, path, type, Encoding.UTF8.GetBytes(body), null);

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(IngestionHost host, string path, string type, byte[] body, string? encoding)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await host.Http.PostAsync(path, content, Cancelled);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!);
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    private static (int Code, string Message) Status(byte[] body)
    {
        var reader = new WireReader(body);
        var (code, message) = (0, "");
        while (reader.TryReadTag(out var field, out _))
        {
            if (field == 1)
            {
                code = (int)reader.Varint();
            }
            else
            {
                message = Encoding.UTF8.GetString(reader.Bytes());
            }
        }

        return (code, message);
    }

    private sealed class Keys : IApiKeySource
    {
        public List<string> Asked { get; } = [];

        public Task<ApiKeyVerdict> VerifyAsync(string key, CancellationToken cancellationToken)
        {
            Asked.Add(key);
            return Task.FromResult<ApiKeyVerdict>(key switch
            {
                "viewer" or "operator" => new ApiKeyVerdict.Valid("test", key),
                "away" => new ApiKeyVerdict.Unknown("web does not answer"),
                _ => new ApiKeyVerdict.Invalid(),
            });
        }
    }
}
