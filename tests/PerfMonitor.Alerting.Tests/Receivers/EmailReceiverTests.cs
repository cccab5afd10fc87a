using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Mail;
using SkiaSharp;

namespace PerfMonitor.Alerting.Tests.Receivers;

[Trait("feature", "S2-09")]
public sealed class EmailReceiverTests
{
    [Fact]
    [Trait("feature", "S2-07")]
    [Trait("feature", "S2-39")]
    public async Task Says_what_where_how_much_and_what_to_do_in_text_and_html()
    {
        await using var server = new SmtpTestServer();

        var outcome = await Receiver(server, "anna@example.org", "bob@example.org").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered(), outcome);
        var mail = Assert.Single(server.Mails);
        Assert.Equal(["anna@example.org", "bob@example.org"], mail.To);
        Assert.Equal("[CRITICAL] HostCpuHigh on web-1", mail.Header("Subject"));
        Assert.Equal("<alerts.perf.example>", mail.Header("List-Id"));
        Assert.Equal("critical", mail.Header("X-PerfMonitor-Severity"));
        Assert.Equal(
            """
            [CRITICAL] HostCpuHigh on web-1

            CRITICAL HostCpuHigh on web-1
              CPU of web-1 is at 97 %
              For five minutes already.
              Value: 0.9731 > 0.9
              Time: since 2026-03-02 12:00:00 UTC
              Expression: host_cpu_utilization_ratio > 0.9
              Labels: alertname=HostCpuHigh, instance=web-1, severity=critical
              What to do: Look for a runaway process.
              Runbook: https://runbooks.example.org/cpu
              Open: https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical

            Why you get this: first notification; route {}/{severity="critical"}
            """,
            mail.Body("text/plain").ReplaceLineEndings("\n").TrimEnd());
        var html = mail.Body("text/html");
        Assert.Contains("<b>0.9731 &gt; 0.9</b>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://perf.example/dashboard/alerts/HostCpuHigh-web-1-Critical\"", html, StringComparison.Ordinal);
        Assert.Contains("Look for a runaway process.", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://runbooks.example.org/cpu\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_hour_before_the_alert_as_an_image_within_the_mail_and_in_words()
    {
        await using var server = new SmtpTestServer();

        await Receiver(server, new FakeHistories { Answer = FakeHistories.Rising }, "anna@example.org").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        var mail = Assert.Single(server.Mails);
        Assert.Equal(["text/plain", "text/html", "image/png"], mail.MediaTypes);
        Assert.Contains("multipart/related", mail.Raw, StringComparison.Ordinal);
        Assert.Contains("  Course: 11:00 to 12:00 UTC: from 0.4 to 0.97, at last 0.97, threshold 0.9\n", mail.Body("text/plain").ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var image = mail.Part("image/png");
        Assert.Equal("<HostCpuHigh-web-1-Critical@chart.perfmonitor>", image.Header("Content-ID"));
        Assert.Contains("<img src=\"cid:HostCpuHigh-web-1-Critical@chart.perfmonitor\" width=\"600\" height=\"200\" alt=\"11:00 to 12:00 UTC: from 0.4 to 0.97", mail.Body("text/html"), StringComparison.Ordinal);
        using var decoded = SKBitmap.Decode(image.Content);
        Assert.Equal((1200, 400), (decoded.Width, decoded.Height));
    }

    [Fact]
    public async Task Goes_out_without_a_chart_where_there_is_none_in_time()
    {
        await using var server = new SmtpTestServer();

        var outcome = await Receiver(server, new FakeHistories { Answer = (_, _) => throw new HttpRequestException("analytics is away") }, "anna@example.org").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered(), outcome);
        Assert.Equal(["text/plain", "text/html"], Assert.Single(server.Mails).MediaTypes);
        Assert.DoesNotContain("cid:", server.Mails.Single().Body("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lands_the_end_in_the_thread_of_the_beginning()
    {
        await using var server = new SmtpTestServer();
        var receiver = Receiver(server, "anna@example.org");
        var first = Samples.Notification() with { Thread = Samples.Notification().Id };
        var second = Samples.Notification(Samples.Alert().Resolved()) with { Id = Guid.NewGuid(), Thread = first.Id };

        await receiver.SendAsync(first, TestContext.Current.CancellationToken);
        await receiver.SendAsync(second, TestContext.Current.CancellationToken);

        Assert.Equal("<22222222222222222222222222222222@perf.example>", server.Mails[0].Header("Message-ID"));
        Assert.Null(server.Mails[0].Header("References"));
        Assert.Equal(server.Mails[0].Header("Message-ID"), server.Mails[1].Header("References"));
        Assert.Equal("[RESOLVED] HostCpuHigh on web-1", server.Mails[1].Header("Subject"));
        Assert.Contains("lasted 4 min 10 s: the condition is false again", server.Mails[1].Body("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_a_second_attempt_under_the_same_id()
    {
        await using var server = new SmtpTestServer(new() { BreaksAfterData = true });
        var receiver = Receiver(server, "anna@example.org");

        var outcome = await receiver.SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);
        server.Behaviour = new();
        await receiver.SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.IsType<Outcome.RetryLater>(outcome);
        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(mail => mail.Header("Message-ID")).Distinct());
    }

    [Fact]
    public async Task Lets_nothing_in_an_alert_become_markup()
    {
        await using var server = new SmtpTestServer();
        var alert = Samples.Alert("<script>alert(1)</script>", "\" onload=\"x") with { Annotations = new Dictionary<string, string> { ["summary"] = "<img src=x>", ["runbook_url"] = "javascript:alert(1)" } };

        await Receiver(server, "anna@example.org").SendAsync(Samples.Notification(alert), TestContext.Current.CancellationToken);

        var html = Assert.Single(server.Mails).Body("text/html");
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onload=\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describes_a_bounded_number_of_alerts_and_counts_the_rest()
    {
        await using var server = new SmtpTestServer();
        var alerts = Enumerable.Range(0, 60).Select(i => Samples.Alert(instance: $"web-{i}")).ToArray();

        await Receiver(server, "anna@example.org").SendAsync(Samples.Notification(alerts) with { TruncatedAlerts = 40 }, TestContext.Current.CancellationToken);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("[CRITICAL] HostCpuHigh: 100 alerts", mail.Header("Subject"));
        Assert.Contains("and 75 further alerts: https://perf.example/dashboard/alerts", mail.Body("text/plain"), StringComparison.Ordinal);
    }

    public static TheoryData<SmtpTestBehaviour, string> Failures => new()
    {
        { new() { DataAnswer = "452 4.3.1 disk full" }, "RetryLater" },
        { new() { DataAnswer = "554 5.7.1 spam" }, "Rejected" },
        { new() { WantsLogin = true }, "Rejected" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Tries_again_only_what_may_be_taken_later(SmtpTestBehaviour behaviour, string outcome)
    {
        await using var server = new SmtpTestServer(behaviour);

        Assert.Equal(outcome, (await Receiver(server, "anna@example.org").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken)).GetType().Name);
    }

    [Fact]
    public async Task Says_who_did_not_get_it()
    {
        await using var server = new SmtpTestServer(new() { RecipientAnswers = new Dictionary<string, string> { ["bob@example.org"] = "550 5.1.1 no such user" } });

        var outcome = await Receiver(server, "anna@example.org", "bob@example.org").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);

        Assert.Equal(new Outcome.Delivered("delivered, but not to bob@example.org: 550 5.1.1 no such user"), outcome);
    }

    [Fact]
    public async Task Tries_again_only_for_whom_it_was_refused_for_a_while_also_after_a_restart()
    {
        await using var server = new SmtpTestServer(Refusing("450 4.2.0 greylisted"));
        var sent = new FakeSentParts();

        var first = await SendAsync();
        var second = await SendAsync();
        server.Behaviour = new();
        var third = await SendAsync();

        Assert.Equal("RetryLater Bob <bob@example.org>: 450 4.2.0 greylisted (2 of 3 recipients settled), reached", first.Written());
        Assert.Equal($"RetryLater 127.0.0.1:{server.Port} refused every recipient: Bob <bob@example.org>: 450 4.2.0 greylisted (2 of 3 recipients settled), reached", second.Written());
        Assert.Equal("Delivered delivered, but not to eve@example.org: 550 5.1.1 no such user", third.Written());
        Assert.Equal([["anna@example.org"], ["bob@example.org"]], server.Mails.Select(mail => mail.To));
        Assert.Single(server.Mails.Select(mail => mail.Header("Message-ID")).Distinct());

        Task<Outcome> SendAsync() => Receiver(server, new FakeHistories(), sent, "anna@example.org", "Bob <bob@example.org>", "eve@example.org").SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("RCPT", "Delivered delivered, but not to Bob <bob@example.org>: 127.0.0.1:{0} refused every recipient: Bob <bob@example.org>: 550 5.1.1 no such user; eve@example.org: 550 5.1.1 no such user")]
    [InlineData("DATA", "Delivered delivered, but not to Bob <bob@example.org>: 127.0.0.1:{0} refused the mail (554): 5.7.1 spam; eve@example.org: 550 5.1.1 no such user")]
    public async Task Says_who_never_got_it_where_another_attempt_is_refused_for_good(string at, string outcome)
    {
        await using var server = new SmtpTestServer(Refusing("450 4.2.0 greylisted"));
        var receiver = Receiver(server, "anna@example.org", "Bob <bob@example.org>", "eve@example.org");

        await receiver.SendAsync(Samples.Notification(), TestContext.Current.CancellationToken);
        server.Behaviour = at == "RCPT" ? Refusing("550 5.1.1 no such user") : new() { DataAnswer = "554 5.7.1 spam" };

        Assert.Equal(string.Format(CultureInfo.InvariantCulture, outcome, server.Port), (await receiver.SendAsync(Samples.Notification(), TestContext.Current.CancellationToken)).Written());
        Assert.Single(server.Mails);
    }

    private static SmtpTestBehaviour Refusing(string bob) =>
        new() { RecipientAnswers = new Dictionary<string, string> { ["bob@example.org"] = bob, ["eve@example.org"] = "550 5.1.1 no such user" } };

    [Theory]
    [InlineData("127.0.0.1", "oncall@perfmonitor.localhost", null)]
    [InlineData("smtp.example.org", "", "nobody is configured; set Channels:Email:Recipients:0")]
    [InlineData("", "", "no mail server is configured; set Smtp:Host")]
    public void Writes_to_the_development_inbox_where_nobody_is_configured(string host, string destination, string? off)
    {
        var smtp = Options.Create(new SmtpOptions { Host = host });
        var receiver = new EmailReceiver(new EmailOptions(), smtp.Value, new PageOptions(), new SmtpMailer(smtp), Charts(new FakeHistories()), new FakeSentParts());

        Assert.Equal((destination, off), (receiver.Destination, receiver.Off));
    }

    [Theory]
    [InlineData(true, "Immediate", null, null)]
    [InlineData(true, "Digest", null, 3600)]
    [InlineData(false, "Immediate", "Channels:Email:Enabled is false", null)]
    [Trait("feature", "S2-26")]
    [Trait("feature", "S2-39")]
    [Trait("feature", "S2-41")]
    public void Can_be_turned_off_and_tells_at_once_or_in_digests(bool enabled, string frequency, string? off, int? digestSeconds)
    {
        var smtp = Options.Create(new SmtpOptions { Host = "127.0.0.1" });
        var options = new EmailOptions { Enabled = enabled, Frequency = Enum.Parse<EmailFrequency>(frequency) };
        var receiver = new EmailReceiver(options, smtp.Value, new PageOptions(), new SmtpMailer(smtp), Charts(new FakeHistories()), new FakeSentParts());

        Assert.Equal((off, digestSeconds), (receiver.Off, (int?)receiver.DigestEvery?.TotalSeconds));
    }

    private static AlertCharts Charts(IAlertHistories histories) => new(() => histories, TimeSpan.FromSeconds(30), new ManualTimeProvider(Samples.Noon), new AlertingMetrics(), NullLogger.Instance);

    private static EmailReceiver Receiver(SmtpTestServer server, params string[] recipients) => Receiver(server, new FakeHistories(), recipients);

    private static EmailReceiver Receiver(SmtpTestServer server, IAlertHistories histories, params string[] recipients) => Receiver(server, histories, new FakeSentParts(), recipients);

    private static EmailReceiver Receiver(SmtpTestServer server, IAlertHistories histories, FakeSentParts sent, params string[] recipients)
    {
        var smtp = Options.Create(new SmtpOptions { Host = "127.0.0.1", Port = server.Port, From = "PerfMonitor <perfmonitor@perf.example>" });
        return new EmailReceiver(new EmailOptions { Recipients = recipients }, smtp.Value, new PageOptions { Url = "https://perf.example" }, new SmtpMailer(smtp), Charts(histories), sent);
    }
}
