using System.Net;
using System.Net.Http.Headers;
using PerfMonitor.Ingestion.Parsing;
using PerfMonitor.Ingestion.Receiving;
using PerfMonitor.Testing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RemoteWriteEndpointTests
{
    private const string FirstType = RemoteWriteText.FirstType;
    private const string SecondType = RemoteWriteText.SecondType;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static long NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    [Theory]
    [InlineData(FirstType, "0.1.0", RemoteWriteVersion.V1, null)]
    [InlineData("application/x-protobuf;proto=prometheus.WriteRequest", "0.1.0", RemoteWriteVersion.V1, null)]
    [InlineData(SecondType, "2.0.0", RemoteWriteVersion.V2, "3 0 0")]
    internal async Task Samples_are_taken_and_2_0_is_told_how_many(string type, string header, RemoteWriteVersion version, string? written)
    {
        await using var host = await IngestionHost.StartAsync();
        var now = NowMs;

        var answer = await SendAsync(host, RemoteWriteText.Request(version, $"__name__=up job=a : 1@{now} stale@{now + 1}", $"__name__=x : -0.5@{now} e@1"), type, header);

        Assert.Equal(new Answer(HttpStatusCode.NoContent, "", written), answer);
        Assert.Equal([$"up{{job=\"a\"}} 1 @{now}", $"up{{job=\"a\"}} stale @{now + 1}", $"x -0.5 @{now}"], host.Bus.Samples.Order());
        Assert.Equal(1, Noted(host, "exemplars_passed_over"));
    }

    [Theory]
    [InlineData(FirstType, RemoteWriteVersion.V1, null)]
    [InlineData(SecondType, RemoteWriteVersion.V2, "2 0 0")]
    internal async Task What_is_refused_is_counted_and_named_and_the_rest_is_written(string type, RemoteWriteVersion version, string? written)
    {
        await using var host = await IngestionHost.StartAsync();
        var now = NowMs;

        var answer = await SendAsync(host, RemoteWriteText.Request(
            version, $"__name__=a : 1@{now}", $"__name__=b y=1 x=2 : 1@{now} 2@{now + 1}", "__name__=c : 1@5", $"__name__=d : h@{now}", $"__name__=e\u0001f : 1@{now}", $"__name__=a : 1@{now} 3@{now}"), type);

        Assert.Equal((HttpStatusCode.BadRequest, written), (answer.Status, answer.Written));
        Assert.StartsWith("6 samples refused. bad_label_name 2: timeseries[1]: the labels are out of order: 'x' after 'y'; ", answer.Text, StringComparison.Ordinal);
        Assert.Contains("too_old 1: timeseries[2]: 1970-01-01T00:00:00.005Z lies ", answer.Text, StringComparison.Ordinal);
        Assert.Contains("native_histogram 1: timeseries[3]: native histograms are not taken", answer.Text, StringComparison.Ordinal);
        Assert.Contains("bad_metric_name 1: timeseries[4]: the metric name 'e?f' holds the control character U+0001", answer.Text, StringComparison.Ordinal);
        Assert.Contains("duplicate 1: timeseries[5]: a has two values at", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("; 2 samples are written\n", answer.Text, StringComparison.Ordinal);
        Assert.Equal([$"a 1 @{now}"], host.Bus.Samples);
    }

    [Fact]
    public async Task Late_and_repeated_samples_are_taken_and_counted()
    {
        await using var host = await IngestionHost.StartAsync();
        var now = NowMs;

        foreach (var line in (string[])[$"__name__=a : 1@{now}", $"__name__=a : 1@{now}", $"__name__=a : 0@{now - 5_000} 2@{now + 1}"])
        {
            Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(host, RemoteWriteText.Request(RemoteWriteVersion.V1, line), FirstType)).Status);
        }

        Assert.Equal((1, 1), (Noted(host, "samples_repeated"), Noted(host, "samples_out_of_order")));
        Assert.Equal([$"a 0 @{now - 5_000}", $"a 1 @{now}", $"a 1 @{now}", $"a 2 @{now + 1}"], host.Bus.Samples.Order());
    }

    [Theory]
    [InlineData("application/json", "0.1.0", "snappy", 415, "application/json")]
    [InlineData("application/x-protobuf;proto=x.Y", "2.0.0", "snappy", 415, "x.Y")]
    [InlineData(FirstType, "3.0.0", "snappy", 415, "3.0.0")]
    [InlineData(FirstType, "0.1.0", "gzip", 415, "gzip")]
    [InlineData(FirstType, "0.1.0", "zstd", 415, "zstd")]
    [InlineData(SecondType, "2.0.0", "snappy", 400, "timeseries")]
    [InlineData(FirstType, "0.1.0", "", 204, "")]
    public async Task What_is_not_understood_is_named(string type, string version, string encoding, int status, string named)
    {
        await using var host = await IngestionHost.StartAsync();

        var answer = await SendAsync(host, RemoteWriteText.Request(RemoteWriteVersion.V1, $"__name__=a : 1@{NowMs}"), type, version, encoding);

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains(status == 400 ? "field 1, which only a 1.0 request has" : named, answer.Text, StringComparison.Ordinal);
        Assert.Equal(status == 204 ? 1 : 0, host.Bus.Confirmed.Count);
    }

    [Theory]
    [InlineData("corrupt", 400, "packed byte 5")]
    [InlineData("framed", 400, "framing format")]
    [InlineData("bomb", 400, "cannot hold")]
    [InlineData("large", 413, "Receivers:MaximumUnpackedBytes")]
    [InlineData("long", 413, "Receivers:MaximumBodyBytes")]
    [InlineData("many", 413, "Receivers:MaximumElements")]
    [InlineData("no protobuf", 400, "byte 0")]
    public async Task Bodies_beyond_a_bound_are_refused(string kind, int status, string named)
    {
        await using var host = await IngestionHost.StartAsync(new()
        {
            ["Receivers:MaximumBodyBytes"] = "100000",
            ["Receivers:MaximumUnpackedBytes"] = "1000000",
            ["Receivers:MaximumElements"] = "1000",
        });
        byte[] packed = kind switch
        {
            "corrupt" => [7, 8, 97, 98, 99, 1, 4],
            "framed" => [0xFF, 6, 0, 0, .. "sNaPpY"u8],
            "bomb" => [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0],
            "large" => SnappyPacker.Pack(new byte[1_000_001]),
            "long" => new byte[100_001],
            "many" => SnappyPacker.Pack(RemoteWriteText.Request(RemoteWriteVersion.V1, [.. Enumerable.Range(0, 501).Select(i => $"__name__=a : 1@{i}")])),
            _ => SnappyPacker.Pack(new byte[10]),
        };

        var answer = await PostAsync(host, packed, FirstType, "0.1.0", "snappy");

        Assert.Equal(status, (int)answer.Status);
        Assert.Contains(named, answer.Text, StringComparison.Ordinal);
        Assert.Empty(host.Bus.Confirmed);
    }

    [Fact]
    public async Task Whoever_may_come_again_is_told_when()
    {
        await using var host = await IngestionHost.StartAsync(new() { ["Publishing:ConfirmTimeout"] = "00:00:00.300", ["Publishing:AttemptTimeout"] = "00:00:00.100" });
        host.Bus.Holds = true;

        var answer = await SendAsync(host, RemoteWriteText.Request(RemoteWriteVersion.V2, $"__name__=a : 1@{NowMs}"), SecondType);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "0 0 0", TimeSpan.FromSeconds(1)), (answer.Status, answer.Written, answer.RetryAfter));
    }

    private static long Noted(IngestionHost host, string name) => host.Metrics.Totals.Noted.Single(entry => Admission.NotedSampleText.Metric(entry.Kind) == $"perfmonitor_{name}_total").Count;

    private static Task<Answer> SendAsync(IngestionHost host, byte[] body, string type, string version = "0.1.0", string encoding = "snappy") => PostAsync(host, SnappyPacker.Pack(body), type, version, encoding);

    private static async Task<Answer> PostAsync(IngestionHost host, byte[] packed, string type, string version, string encoding)
    {
        using var content = new ByteArrayContent(packed) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        content.Headers.Add(RemoteWriteContent.VersionHeader, version);
        if (encoding.Length > 0)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await host.Http.PostAsync(RemoteWriteEndpoint.Path, content, Cancelled);
        var written = ((string[])["Samples", "Histograms", "Exemplars"])
            .SelectMany(kind => response.Headers.TryGetValues($"X-Prometheus-Remote-Write-{kind}-Written", out var values) ? values : []).ToList();
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled), written.Count == 0 ? null : string.Join(' ', written), response.Headers.RetryAfter?.Delta);
    }

    private sealed record Answer(HttpStatusCode Status, string Text, string? Written, TimeSpan? RetryAfter = null);
}
