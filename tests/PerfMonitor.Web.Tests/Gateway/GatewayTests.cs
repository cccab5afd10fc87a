using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Gateway;

public class GatewayTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passes_on_path_query_body_and_the_caller_but_no_credentials()
    {
        var query = "";
        Dictionary<string, string> headers = [];
        var body = "";
        await using var ingestion = await Upstream.StartAsync(async context =>
        {
            query = context.Request.QueryString.Value;
            headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
            body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = "/api/targets/7";
            context.Response.Headers.SetCookie = "perfmonitor_session=stolen";
            await context.Response.WriteAsync("made");
        });
        await using var web = await WebServer.StartAsync(ingestion.As("ingestion"));
        using var browser = await web.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/targets?dry=a%20b%26c") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-PerfMonitor-Token", "forged");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        using var answer = await browser.SendAsync(request, _cancellation);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("made", await answer.Content.ReadAsStringAsync(_cancellation));
        Assert.Equal("/api/targets/7", answer.Headers.Location!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("?dry=a%20b%26c", query);
        Assert.Equal("{}", body);
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal(web.Address.Authority, headers["X-Forwarded-Host"]);
        Assert.DoesNotContain("Cookie", headers.Keys);
        var caller = new InternalToken(WebServer.InternalKey).Verify(headers[InternalToken.Header], TimeProvider.System.GetUtcNow());
        Assert.Equal(new InternalCaller("admin", "admin"), caller);
        Assert.Contains("admin POST /api/targets Success", web.Audit.Lines);
    }

    [Fact]
    public async Task Passes_on_an_address_that_names_thousands_of_instances()
    {
        var query = "";
        await using var analytics = await Upstream.StartAsync(context =>
        {
            query = context.Request.QueryString.Value;
            return Task.CompletedTask;
        });
        await using var web = await WebServer.StartAsync(analytics.As("analytics"));
        using var client = await web.WithKeyAsync(Role.Viewer);
        var instances = string.Join('|', Enumerable.Range(10_000, 10_000).Select(number => $"host{number}:9100"));

        using var answer = await client.GetAsync($"/api/v1/label/instance/values?match[]={Uri.EscapeDataString($"up{{instance=~\"{instances}\"}}")}", _cancellation);

        Assert.Equal((HttpStatusCode.OK, answer.RequestMessage!.RequestUri!.Query), (answer.StatusCode, query));
    }

    [Fact]
    public async Task A_key_for_samples_counts_as_operator_there_and_opens_nothing_else()
    {
        InternalCaller? caller = null;
        await using var ingestion = await Upstream.StartAsync(context =>
        {
            caller = new InternalToken(WebServer.InternalKey).Verify(context.Request.Headers[InternalToken.Header]!, TimeProvider.System.GetUtcNow());
            return Task.CompletedTask;
        });
        await using var web = await WebServer.StartAsync(ingestion.As("ingestion"));
        using var client = await web.WithKeyAsync(Role.Admin, KeyScope.Ingest);

        using var sent = await client.PostAsync("/api/v1/samples", new StringContent("[]"), _cancellation);
        using var read = await client.GetAsync("/api/targets", _cancellation);
        using var users = await client.GetAsync("/api/users", _cancellation);

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal(new InternalCaller("key:Admin Ingest", "operator"), caller);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, users.StatusCode);
        Assert.DoesNotContain(web.Audit.Lines, line => line.Contains("/api/v1/samples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_callback_passes_in_nobodys_name()
    {
        Dictionary<string, string> headers = [];
        await using var alerting = await Upstream.StartAsync(context =>
        {
            headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
            return Task.CompletedTask;
        });
        await using var web = await WebServer.StartAsync(alerting.As("alerting"));
        using var slack = web.CreateBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/slack/interactivity") { Content = new StringContent("payload={}") };
        request.Headers.Add("X-Slack-Signature", "v0=00");
        request.Headers.Add(InternalToken.Header, "forged");

        using var answer = await slack.SendAsync(request, _cancellation);
        using var read = await slack.GetAsync("/api/slack/interactivity", _cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("v0=00", headers["X-Slack-Signature"]);
        Assert.DoesNotContain(InternalToken.Header, headers.Keys);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, read.StatusCode);
    }

    [Fact]
    public async Task Refuses_who_is_nobody_or_too_little_and_says_what_is_needed()
    {
        await using var web = await WebServer.StartAsync();
        using var anonymous = web.CreateBrowser();
        using var viewer = await web.WithKeyAsync(Role.Viewer);

        using var nobody = await anonymous.GetAsync("/api/targets", _cancellation);
        using var tooLittle = await viewer.DeleteAsync("/api/targets/1", _cancellation);
        using var wrongMethod = await viewer.PatchAsync("/api/targets/1", null, _cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, tooLittle.StatusCode);
        Assert.Equal("DELETE /api/targets/1 needs the role operator.", await DetailAsync(tooLittle));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrongMethod.StatusCode);
        Assert.Equal(["GET", "POST", "PUT", "DELETE"], wrongMethod.Content.Headers.Allow);
        Assert.Contains("key:Viewer All DELETE /api/targets/1 Refused", web.Audit.Lines);
    }

    [Theory]
    [InlineData("/api/v1/rules", "GET")]
    [InlineData("/api/v1/status/buildinfo", "GET")]
    [InlineData("/api/v1/alerts", "GET")]
    [InlineData("/api/v1/metadata", "GET")]
    public async Task A_Grafana_that_posts_first_is_told_to_get_and_no_change_is_audited(string path, string allow)
    {
        await using var web = await WebServer.StartAsync();
        using var grafana = await web.WithKeyAsync(Role.Viewer);

        using var answer = await grafana.PostAsync(path, new ByteArrayContent([]) { Headers = { ContentType = new("application/x-www-form-urlencoded") } }, _cancellation);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, allow), (answer.StatusCode, answer.Content.Headers.Allow.Single()));
        Assert.DoesNotContain(web.Audit.Lines, line => line.Contains(path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_that_reads_is_open_to_viewers_and_not_audited()
    {
        await using var analytics = await Upstream.StartAsync(async context =>
            await context.Response.WriteAsync((await context.Request.ReadFormAsync())["query"]!));
        await using var web = await WebServer.StartAsync(analytics.As("analytics"));
        using var viewer = await web.WithKeyAsync(Role.Viewer);

        using var answer = await viewer.PostAsync("/api/v1/query", new FormUrlEncodedContent([new("query", "up == 1")]), _cancellation);

        Assert.Equal("up == 1", await answer.Content.ReadAsStringAsync(_cancellation));
        Assert.DoesNotContain(web.Audit.Lines, line => line.Contains("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_is_away_or_unknown_is_named()
    {
        await using var web = await WebServer.StartAsync(new() { ["services:alerting:http:0"] = "http://127.0.0.1:1" });
        using var admin = await web.WithKeyAsync(Role.Admin);

        using var away = await admin.GetAsync("/api/alerts", _cancellation);
        using var unknown = await admin.GetAsync("/api/reports", _cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), away.Headers.RetryAfter!.Delta);
        Assert.StartsWith("alerting cannot be reached", await DetailAsync(away), StringComparison.Ordinal);
        Assert.Equal("The address of reporting is not known: services:reporting:http:0 is not set.", await DetailAsync(unknown));
    }

    [Fact]
    public async Task A_service_that_hangs_up_without_an_answer_is_a_bad_gateway()
    {
        await using var alerting = await Upstream.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var web = await WebServer.StartAsync(alerting.As("alerting"));
        using var admin = await web.WithKeyAsync(Role.Admin);

        using var answer = await admin.GetAsync("/api/alerts", _cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.StartsWith("alerting did not answer as HTTP asks", await DetailAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_whether_announced_or_not(bool announced)
    {
        await using var ingestion = await Upstream.StartAsync(context => context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted));
        await using var web = await WebServer.StartAsync(ingestion.As("ingestion"));
        using var admin = await web.WithKeyAsync(Role.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/targets") { Content = new StreamContent(new MemoryStream(new byte[(1024 * 1024) + 1])) };
        request.Headers.TransferEncodingChunked = !announced;

        using var answer = await admin.SendAsync(request, _cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("A body for /api/targets may have 1048576 bytes. Send less at a time.", await DetailAsync(answer));
    }

    [Fact]
    public async Task Samples_may_have_more_than_a_megabyte()
    {
        var received = 0L;
        await using var ingestion = await Upstream.StartAsync(async context =>
        {
            var counted = new MemoryStream();
            await context.Request.Body.CopyToAsync(counted, context.RequestAborted);
            received = counted.Length;
        });
        await using var web = await WebServer.StartAsync(ingestion.As("ingestion"));
        using var admin = await web.WithKeyAsync(Role.Operator);

        using var answer = await admin.PostAsync("/v1/metrics", new ByteArrayContent(new byte[5_000_000]), _cancellation);

        Assert.Equal((HttpStatusCode.OK, 5_000_000L), (answer.StatusCode, received));
    }

    [Fact]
    public async Task Streams_an_answer_while_it_is_being_made()
    {
        var firstRead = new TaskCompletionSource();
        await using var reporting = await Upstream.StartAsync(async context =>
        {
            await context.Response.WriteAsync("first ");
            await context.Response.Body.FlushAsync();
            await firstRead.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync("second");
        });
        await using var web = await WebServer.StartAsync(reporting.As("reporting"));
        using var admin = await web.WithKeyAsync(Role.Admin);

        using var answer = await admin.GetAsync("/api/reports/1/download", HttpCompletionOption.ResponseHeadersRead, _cancellation);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(_cancellation));
        var buffer = new char[6];
        await reader.ReadBlockAsync(buffer, _cancellation);
        firstRead.SetResult();

        Assert.Equal("first ", new string(buffer));
        Assert.Equal("second", await reader.ReadToEndAsync(_cancellation));
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_work_of_the_service()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var analytics = await Upstream.StartAsync(async context =>
        {
            context.RequestAborted.Register(cancelled.SetResult);
            started.SetResult();
            await cancelled.Task;
        });
        await using var web = await WebServer.StartAsync(analytics.As("analytics"));
        using var admin = await web.WithKeyAsync(Role.Admin);
        using var client = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);

        var request = admin.GetAsync("/api/v1/query?query=up", client.Token);
        await started.Task.WaitAsync(_cancellation);
        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await cancelled.Task.WaitAsync(_cancellation);
    }

    [Fact]
    public async Task An_answer_that_is_broken_off_reaches_the_client_as_broken_off()
    {
        await using var reporting = await Upstream.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var web = await WebServer.StartAsync(reporting.As("reporting"));
        using var admin = await web.WithKeyAsync(Role.Admin);

        await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetStringAsync("/api/reports/1/download", _cancellation));
    }

    [Fact]
    public async Task A_service_that_stays_silent_is_given_up()
    {
        var time = new PerfMonitor.Testing.ManualTimeProvider(DateTimeOffset.UtcNow);
        var started = new TaskCompletionSource();
        await using var analytics = await Upstream.StartAsync(async context =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var web = await WebServer.StartAsync(analytics.As("analytics"), time);
        using var admin = await web.WithKeyAsync(Role.Admin);

        var request = admin.GetAsync("/api/v1/query?query=up", _cancellation);
        await started.Task.WaitAsync(_cancellation);
        time.Advance(TimeSpan.FromSeconds(61));
        using var answer = await request;

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("analytics did not answer in time.", await DetailAsync(answer));
    }

    private async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(_cancellation))!["detail"]!;
}
