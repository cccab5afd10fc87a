using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Ingestion.Probing;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

[Trait("feature", "S2-55")]
[Trait("feature", "S2-57")]
[Trait("feature", "S2-60")]
[Trait("feature", "S2-72")]
public sealed class HttpProbeTests
{
    private static readonly DateTimeOffset Expiry = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private readonly HttpProbe _probe = new(TimeProvider.System);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_as_expected_is_a_success_with_its_phases()
    {
        await using var server = await TestServer.StartAsync(context => context.Response.WriteAsync("all is well"));

        var result = await ProbeAsync(server.Address);

        Assert.Equal((null, 200, 11L), (result.Failure, result.StatusCode, result.ContentLength));
        Assert.Equal(TimeSpan.Zero, result.Phases.Tls);
        Assert.True(result.Phases is { Connect.Ticks: > 0, Processing.Ticks: > 0, Transfer.Ticks: > 0 });
        Assert.True(result.Phases.Named.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Duration) <= result.Duration);
        Assert.Null(result.CertificateExpiry);
    }

    [Fact]
    public async Task A_slow_first_byte_counts_as_processing_and_a_slow_body_as_transfer()
    {
        // The body takes longer than a busy machine keeps the probe from its first byte.
        var (slow, slowBody) = (TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(2));
        await using var server = await TestServer.StartAsync(async context =>
        {
            await Task.Delay(slow, context.RequestAborted);
            await context.Response.WriteAsync("first ");
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(slowBody, context.RequestAborted);
            await context.Response.WriteAsync("second");
        });

        var result = await ProbeAsync(server.Address, new TargetInput { Keyword = "second" });

        Assert.Null(result.Failure);
        Assert.InRange(result.Phases.Processing, 0.9 * slow, result.Duration - (slowBody / 4));
        Assert.InRange(result.Phases.Transfer, slowBody / 4, result.Duration - (0.9 * slow));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_fails_and_still_shows_its_expiry()
    {
        using var certificate = TestServer.SelfSigned(Expiry);
        await using var server = await TestServer.StartAsync(context => context.Response.WriteAsync("hello"), certificate);

        var refused = await ProbeAsync(server.Address);
        var allowed = await ProbeAsync(server.Address, new TargetInput { AllowInvalidCertificate = true });

        Assert.Equal(ProbeFailure.Tls, refused.Failure);
        Assert.StartsWith("the certificate is not trusted", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(Expiry, refused.CertificateExpiry);
        Assert.Equal((null, Expiry), (allowed.Failure, allowed.CertificateExpiry));
        Assert.True(allowed.Phases.Tls > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(200, "2xx", null)]
    [InlineData(204, "200,204", null)]
    [InlineData(404, "404", null)]
    [InlineData(500, "2xx", "answered 500, expected 2xx")]
    public async Task The_status_decides(int status, string expected, string? detail)
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var result = await ProbeAsync(server.Address, new TargetInput { ExpectedStatus = expected });

        Assert.Equal((detail is null ? null : (ProbeFailure?)ProbeFailure.Status, detail, (int?)status), (result.Failure, result.Detail, result.StatusCode));
    }

    [Theory]
    [InlineData("größer", "text/plain; charset=utf-8", null)]
    [InlineData("größer", "text/plain; charset=iso-8859-1", ProbeFailureText.Keyword)]
    [InlineData("missing", "text/plain", ProbeFailureText.Keyword)]
    public async Task The_keyword_is_looked_for_in_the_answers_own_encoding(string keyword, string type, string? failure)
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.ContentType = type;
            return context.Response.Body.WriteAsync("viel größer"u8.ToArray(), context.RequestAborted).AsTask();
        });

        Assert.Equal(failure, (await ProbeAsync(server.Address, new TargetInput { Keyword = keyword })).Failure?.ToString());
    }

    [Fact]
    public async Task A_body_without_end_is_read_so_far()
    {
        await using var server = await TestServer.StartAsync(async context =>
        {
            var chunk = new byte[64 * 1_024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });

        var result = await ProbeAsync(server.Address);

        Assert.Equal((null, (long)HttpProbe.MaximumBodyBytes), (result.Failure, result.ContentLength));
    }

    [Fact]
    public async Task Redirects_are_followed_unless_told_otherwise()
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            if (context.Request.Path == "/")
            {
                context.Response.Redirect("/there");
            }

            return Task.CompletedTask;
        });

        Assert.Equal((null, 200), await OutcomeAsync(new TargetInput()));
        Assert.Equal((ProbeFailure.Status, 302), await OutcomeAsync(new TargetInput { FollowRedirects = false }));
        Assert.Equal((null, 302), await OutcomeAsync(new TargetInput { ExpectedStatus = "302" }));

        async Task<(ProbeFailure?, int?)> OutcomeAsync(TargetInput input) => await ProbeAsync(server.Address, input) is var result ? (result.Failure, result.StatusCode) : default;
    }

    [Fact]
    public async Task A_redirect_in_a_circle_ends()
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.Redirect("/again");
            return Task.CompletedTask;
        });

        var result = await ProbeAsync(server.Address);

        Assert.Equal((ProbeFailure.Status, "redirected more than 10 times"), (result.Failure, result.Detail));
    }

    [Fact]
    public async Task Credentials_do_not_follow_a_redirect_to_another_address()
    {
        var seen = new List<string>();
        RequestDelegate note = context =>
        {
            seen.Add($"{context.Request.Headers.Authorization}|{context.Request.Headers["X-Note"]}");
            return Task.CompletedTask;
        };
        await using var other = await TestServer.StartAsync(note);
        await using var server = await TestServer.StartAsync(async context =>
        {
            await note(context);
            context.Response.Redirect(other.Address.AbsoluteUri);
        });

        var result = await ProbeAsync(server.Address, new TargetInput { Headers = new() { ["Authorization"] = "Bearer s", ["X-Note"] = "n" } });

        Assert.Null(result.Failure);
        Assert.Equal(["Bearer s|n", "|n"], seen);
    }

    [Fact]
    public async Task A_target_that_hangs_is_timed_out_and_says_at_what()
    {
        await using var server = await TestServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var result = await ProbeAsync(server.Address, new TargetInput { TimeoutSeconds = 1 });

        Assert.Equal((ProbeFailure.Timeout, "not done within 1 s, still waiting for the answer"), (result.Failure, result.Detail));
        Assert.Null(result.StatusCode);
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_to_connect()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(ProbeFailure.Connect, (await ProbeAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)reserved.LocalEndPoint!).Port}"))).Failure);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_failure_of_dns() =>
        Assert.Equal(ProbeFailure.Dns, (await ProbeAsync(new Uri("http://no-such-host.invalid/"))).Failure);

    [Theory]
    [InlineData("http", ProbeFailureText.Protocol)]
    [InlineData("https", ProbeFailureText.Tls)]
    public async Task Something_that_is_no_web_server_is_told_apart(string scheme, string failure)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Cancelled);
            await client.GetStream().WriteAsync("220 mail.example.com ESMTP\r\n"u8.ToArray(), Cancelled);
        }, Cancelled);

        var result = await ProbeAsync(new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        await answering;
        Assert.Equal(failure, result.Failure?.ToString());
    }

    [Fact]
    public async Task Method_and_headers_are_sent()
    {
        var seen = "";
        await using var server = await TestServer.StartAsync(context =>
        {
            seen = $"{context.Request.Method} {context.Request.Headers.UserAgent} {context.Request.ContentType}";
            return Task.CompletedTask;
        });

        await ProbeAsync(server.Address, new TargetInput { Method = "post", Headers = new() { ["user-agent"] = "mine", ["Content-Type"] = "application/json" } });

        Assert.Equal("POST mine application/json", seen);
    }

    private Task<ProbeResult> ProbeAsync(Uri address, TargetInput? input = null)
    {
        var (target, errors) = TargetRules.Check((input ?? new TargetInput()) with { Name = "t", Url = address.AbsoluteUri }, Guid.NewGuid(), TargetOrigin.Api);
        Assert.Empty(errors);
        return _probe.RunAsync(target!, Cancelled);
    }

    private static class ProbeFailureText
    {
        public const string Keyword = nameof(ProbeFailure.Keyword);
        public const string Protocol = nameof(ProbeFailure.Protocol);
        public const string Tls = nameof(ProbeFailure.Tls);
    }
}
