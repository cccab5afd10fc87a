using System.Text;
using System.Web;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Testing.Http;

namespace PerfMonitor.Alerting.Tests.Receivers;

[Trait("feature", "S2-12")]
[Trait("feature", "S3-98")]
public sealed class SmsReceiverTests
{
    private static readonly PageOptions Page = new() { Url = "https://perf.example/" };

    [Fact]
    public async Task Posts_twilios_form_for_each_recipient()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = Created;

        var outcome = await Receiver(server, "+4915112345678", "+4915112345679").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered(), outcome);
        Assert.Equal(["+4915112345678", "+4915112345679"], server.Requests.Select(request => Form(request)["To"]));
        var request = server.Requests[0];
        Assert.Equal(("POST", "/2010-04-01/Accounts/AC1/Messages.json", "Basic " + Convert.ToBase64String("AC1:secret"u8)), (request.Method, request.Path, request.Headers["Authorization"]));
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["To"] = "+4915112345678",
                ["From"] = "+4930123456",
                ["Body"] = "[CRITICAL] HostCpuHigh on web-1\n0.9731 > 0.9: CPU of web-1 is at 97 %\nhttps://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical",
                ["StatusCallback"] = "https://perf.example/api/sms/sms/status?notification=22222222-2222-2222-2222-222222222222",
            },
            Form(request));
    }

    [Fact]
    public async Task Tries_again_only_for_whom_it_did_not_reach_also_after_a_restart()
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = context => AnswerAsync(context, server.Requests.Count == 2 ? 503 : 201, "{}");
        var sent = new FakeSentParts();

        var first = await Receiver(server, sent, "+4915112345678", "+4915112345679").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);
        var second = await Receiver(server, sent, "+4915112345678", "+4915112345679").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal("RetryLater 503 {} (1 of 2 recipients settled), reached", first.Written());
        Assert.Equal(new Outcome.Delivered(), second);
        Assert.Equal(["+4915112345678", "+4915112345679", "+4915112345679"], server.Requests.Select(request => Form(request)["To"]));
    }

    [Theory]
    [InlineData(201, 201, null, "Delivered")]
    [InlineData(400, 201, null, "Delivered delivered, but not to +4915112345678: 400 {\"code\":21211}")]
    [InlineData(400, 400, null, "Rejected +4915112345678: 400 {\"code\":21211}; +4915112345679: 400 {\"code\":21211}")]
    [InlineData(401, 401, null, "Rejected +4915112345678: 401 {\"code\":21211}; +4915112345679: 401 {\"code\":21211}")]
    [InlineData(503, 201, null, "RetryLater 503 {\"code\":21211} (1 of 2 recipients settled), reached")]
    [InlineData(201, 429, "7", "RetryLater 429 {\"code\":21211} (1 of 2 recipients settled) after 7 s, reached")]
    [InlineData(429, 201, "7", "RetryLater 429 {\"code\":21211} (0 of 2 recipients settled) after 7 s")]
    public async Task Says_who_got_it_and_what_is_worth_another_attempt(int first, int second, string? retryAfter, string outcome)
    {
        await using var server = await HttpTestServer.StartAsync();
        server.Answer = context =>
        {
            context.Response.Headers.RetryAfter = retryAfter;
            return AnswerAsync(context, server.Requests.Count == 1 ? first : second, """{"code":21211}""");
        };

        Assert.Equal(outcome, (await Receiver(server, "+4915112345678", "+4915112345679").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken)).Written());
    }

    [Theory]
    [InlineData("n", 300, 306)]
    [InlineData("{", 150, 230)]
    [InlineData("ş", 300, 306)]
    [InlineData("警", 130, 134)]
    [InlineData("🔥", 100, 134)]
    public void Stays_within_two_segments_whatever_the_alert_holds(string what, int least, int most)
    {
        var many = string.Concat(Enumerable.Repeat(what, 500));
        foreach (var monster in new[] { Samples.Alert(many, many), Samples.Alert() with { Annotations = new Dictionary<string, string> { ["summary"] = many } } })
        {
            var text = SmsText.Write(Samples.Notification(monster), Page);
            var worded = SmsText.Write(Samples.Notification(monster) with { Body = many }, Page);

            Assert.All([text, worded], written => Assert.Equal(2, SmsSegments.Of(written)));
            Assert.All([text, worded], written => Assert.InRange(written.Length, least, most));
            Assert.All([text, worded], written => Assert.Contains("...", written, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Says_where_to_go_also_where_the_words_are_cut()
    {
        var wordy = Samples.Alert() with { Annotations = new Dictionary<string, string> { ["summary"] = new('s', 500) } };

        Assert.EndsWith("sss...\nhttps://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical", SmsText.Write(Samples.Notification(wordy), Page), StringComparison.Ordinal);
        Assert.EndsWith("\nhttps://perf.example/dashboard/alerts", SmsText.Write(Samples.Notification(Samples.Alert(), Samples.Alert(instance: "web-2")), Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_no_secret() => Assert.Equal("+491, +492 through https://sms.example", new SmsReceiver(new() { BaseUrl = "https://user:pass@sms.example/x", AuthToken = "secret", To = ["+491", "+492"] }, Page, Answers.Sender(), new FakeSentParts()).Destination);

    // The example of Twilio's own documentation (twilio.com/docs/usage/security#explore-the-algorithm-yourself), with its key 12345.
    [Fact]
    public void Checks_signatures_as_twilio_makes_them()
    {
        const string url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        var form = new Dictionary<string, string> { ["CallSid"] = "CA1234567890ABCDE", ["Caller"] = "+14158675309", ["Digits"] = "1234", ["From"] = "+14158675309", ["To"] = "+18005551212" };

        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", SmsSignature.Compute("12345", url, form));
        Assert.True(SmsSignature.Holds("12345", url, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        Assert.False(SmsSignature.Holds("12345", url + "x", form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        Assert.False(SmsSignature.Holds("12345", url, form, ""));
    }

    [Theory]
    [InlineData("sent", null, null)]
    [InlineData("delivered", null, "Delivered arrived on the phone of +491")]
    [InlineData("undelivered", "30003", "DeliveryFailed did not arrive on the phone of +491 (error 30003)")]
    [InlineData("failed", null, "DeliveryFailed did not arrive on the phone of +491")]
    public void Writes_down_what_is_final(string status, string? error, string? line)
    {
        var form = new Dictionary<string, string> { ["To"] = "+491", ["MessageStatus"] = status };
        if (error is not null)
        {
            form["ErrorCode"] = error;
        }

        Assert.Equal(line, SmsStatusApi.Report(form) is { } report ? $"{report.Kind} {report.Text}" : null);
    }

    private static SmsReceiver Receiver(HttpTestServer server, params string[] to) => Receiver(server, null, to);

    private static SmsReceiver Receiver(HttpTestServer server, FakeSentParts? sent, params string[] to) => new(
        new() { BaseUrl = server.Url, AccountSid = "AC1", AuthToken = "secret", From = "+4930123456", To = to, StatusCallback = true },
        Page,
        Answers.Sender(),
        sent ?? new FakeSentParts());

    private static Task Created(HttpContext context) => AnswerAsync(context, 201, """{"sid":"SM1","status":"queued"}""");

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    private static Dictionary<string, string> Form(ReceivedRequest request)
    {
        var form = HttpUtility.ParseQueryString(request.Body);
        return form.AllKeys.ToDictionary(key => key!, key => form[key]!);
    }
}
