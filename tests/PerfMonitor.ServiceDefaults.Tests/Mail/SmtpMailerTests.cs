using Microsoft.Extensions.Options;
using PerfMonitor.Testing.Mail;

namespace PerfMonitor.ServiceDefaults.Tests.Mail;

[Trait("feature", "S2-09")]
public sealed class SmtpMailerTests
{
    private static readonly MailMessage Valid = new()
    {
        To = ["Anna <anna@example.org>"],
        Subject = "CPU hoch auf web-1 – 97 %",
        Text = "Größe: 97 %\n.dot first",
        Html = "<p>Größe: <b>97 %</b></p>",
        Id = "n-42",
    };

    [Fact]
    public async Task Carries_text_and_html_under_the_given_id()
    {
        await using var server = new SmtpTestServer();

        var receipt = await Mailer(server).SendAsync(Valid, TestContext.Current.CancellationToken);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("<n-42@perf.example>", receipt.MessageId);
        Assert.Empty(receipt.Refused);
        Assert.Equal("perfmonitor@perf.example", mail.From);
        Assert.Equal(["anna@example.org"], mail.To);
        Assert.Equal("<n-42@perf.example>", mail.Header("Message-ID"));
        Assert.Equal("CPU hoch auf web-1 – 97 %", mail.Header("Subject"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.NotNull(mail.Header("Date"));
        Assert.StartsWith("multipart/alternative", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("Größe: 97 %\n.dot first", mail.Body("text/plain").ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("<p>Größe: <b>97 %</b></p>", mail.Body("text/html").TrimEnd());
    }

    [Fact]
    public async Task Carries_attachments_unchanged()
    {
        await using var server = new SmtpTestServer();
        var pdf = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();

        await Mailer(server).SendAsync(Valid with { Attachments = [new("Bericht März.pdf", "application/pdf", pdf)] }, TestContext.Current.CancellationToken);

        Assert.Equal(pdf, Assert.Single(server.Mails).Part("application/pdf").Content);
    }

    [Fact]
    public async Task Joins_the_thread_and_the_list_it_is_told()
    {
        await using var server = new SmtpTestServer();

        await Mailer(server).SendAsync(Valid with { ThreadId = "g-7", ListId = "alerts.perf.example" }, TestContext.Current.CancellationToken);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("<g-7@perf.example>", mail.Header("References"));
        Assert.Equal("<g-7@perf.example>", mail.Header("In-Reply-To"));
        Assert.Equal("<alerts.perf.example>", mail.Header("List-Id"));
    }

    [Fact]
    public async Task Lets_no_line_break_write_a_header()
    {
        await using var server = new SmtpTestServer();

        await Mailer(server).SendAsync(
            Valid with { Subject = "a\r\nBcc: eve@example.org", Headers = new Dictionary<string, string> { ["X-Label"] = "b\nX-Evil: 1" } },
            TestContext.Current.CancellationToken);

        var mail = Assert.Single(server.Mails);
        Assert.Equal("a  Bcc: eve@example.org", mail.Header("Subject"));
        Assert.Equal("b X-Evil: 1", mail.Header("X-Label"));
        Assert.Null(mail.Header("Bcc"));
        Assert.Null(mail.Header("X-Evil"));
    }

    [Fact]
    public async Task Encrypts_and_logs_in()
    {
        await using var server = new SmtpTestServer(new() { OffersStartTls = true, WantsLogin = true });
#pragma warning disable SYSLIB0014 // The only place where the framework's mail client takes a trust decision from.
        System.Net.ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == SmtpTestServer.CertificateHash;
        try
        {
            await Mailer(server, userName: "user", password: "right", startTls: true).SendAsync(Valid, TestContext.Current.CancellationToken);
        }
        finally
        {
            System.Net.ServicePointManager.ServerCertificateValidationCallback = null;
        }
#pragma warning restore SYSLIB0014

        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("other.example.org", false)]
    public async Task Trusts_a_certificate_of_one_server_where_it_is_told_to(string host, bool trusted)
    {
        await using var server = new SmtpTestServer(new() { OffersStartTls = true, WantsLogin = true });
        SmtpTrust.Decide(host, (_, certificate, _, _) => certificate?.GetCertHashString() == SmtpTestServer.CertificateHash);
        try
        {
            var sent = await Record.ExceptionAsync(() => Mailer(server, userName: "user", password: "right", startTls: true).SendAsync(Valid, TestContext.Current.CancellationToken));

            Assert.Equal(trusted, sent is null);
            Assert.Equal(trusted ? null : MailFailure.Encryption, (sent as MailException)?.Failure);
        }
        finally
        {
            SmtpTrust.Decide(host, static (_, _, _, errors) => errors == System.Net.Security.SslPolicyErrors.None);
        }
    }

    [Fact]
    public async Task Takes_sender_and_address_for_answers_from_the_mail()
    {
        await using var server = new SmtpTestServer();

        await Mailer(server).SendAsync(Valid with { From = "Team <team@example.org>", ReplyTo = "answers@example.org" }, TestContext.Current.CancellationToken);

        var mail = Assert.Single(server.Mails);
        Assert.Equal(("\"Team\" <team@example.org>", "answers@example.org"), (mail.Header("From"), mail.Header("Reply-To")));
    }

    [Theory]
    [InlineData("bob@example.org", "550 5.1.1 no such user", false)]
    [InlineData("Bob <Bob@Example.org>", "450 4.2.0 greylisted", true)]
    public async Task Reports_recipients_refused_beside_others_that_were_taken(string bob, string answer, bool isTransient)
    {
        await using var server = new SmtpTestServer(new() { RecipientAnswers = new Dictionary<string, string> { ["bob@example.org"] = answer, ["Bob@Example.org"] = answer } });

        var receipt = await Mailer(server).SendAsync(Valid with { To = ["anna@example.org", bob] }, TestContext.Current.CancellationToken);

        Assert.Equal(["anna@example.org"], Assert.Single(server.Mails).To);
        Assert.Equal([new RefusedRecipient(bob, answer, isTransient)], receipt.Refused);
    }

    public static TheoryData<SmtpTestBehaviour, string, string, bool?, MailFailure, bool, string> Failures => new()
    {
        { new() { WantsLogin = true }, "user", "wrong", null, MailFailure.Authentication, false, "did not accept Smtp:UserName 'user' with Smtp:Password" },
        { new() { WantsLogin = true }, "", "", null, MailFailure.Authentication, false, "wants a login" },
        { new(), "", "", true, MailFailure.Encryption, false, "does not offer STARTTLS" },
        { new() { OffersStartTls = true }, "", "", true, MailFailure.Encryption, false, "The TLS connection to" },
        { new() { RecipientAnswers = new Dictionary<string, string> { ["anna@example.org"] = "550 5.1.1 no such user" } }, "", "", null, MailFailure.RecipientRefused, false, "refused every recipient: Anna <anna@example.org>: 550 5.1.1 no such user" },
        { new() { RecipientAnswers = new Dictionary<string, string> { ["anna@example.org"] = "450 4.2.0 greylisted" } }, "", "", null, MailFailure.Busy, true, "greylisted" },
        { new() { DataAnswer = "452 4.3.1 disk full" }, "", "", null, MailFailure.Busy, true, "cannot take the mail now (452): 4.3.1 disk full" },
        { new() { DataAnswer = "554 5.7.1 looks like spam" }, "", "", null, MailFailure.Refused, false, "refused the mail (554): 5.7.1 looks like spam" },
        { new() { BreaksAfterData = true }, "", "", null, MailFailure.Unreachable, true, "" },
        { new() { IsSilent = true }, "", "", null, MailFailure.Unreachable, true, "did not take the mail within 0.3 s" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Says_what_failed_and_whether_to_try_again(SmtpTestBehaviour behaviour, string user, string password, bool? startTls, MailFailure failure, bool transient, string part)
    {
        await using var server = new SmtpTestServer(behaviour);

        var exception = await Assert.ThrowsAsync<MailException>(() => Mailer(server, user, password, startTls).SendAsync(Valid, TestContext.Current.CancellationToken));

        Assert.Equal((failure, transient), (exception.Failure, exception.IsTransient));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_nobody_listens()
    {
        var server = new SmtpTestServer();
        await server.DisposeAsync();

        var exception = await Assert.ThrowsAsync<MailException>(() => new SmtpMailer(Options.Create(new SmtpOptions { Host = "127.0.0.1", Port = 1 })).SendAsync(Valid, TestContext.Current.CancellationToken));

        Assert.Equal((MailFailure.Unreachable, true), (exception.Failure, exception.IsTransient));
        Assert.Contains("127.0.0.1:1 cannot be reached: Connection refused", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_no_server_is_configured()
    {
        var mailer = new SmtpMailer(Options.Create(new SmtpOptions()));

        var exception = await Assert.ThrowsAsync<MailException>(() => mailer.SendAsync(Valid, TestContext.Current.CancellationToken));

        Assert.False(mailer.IsConfigured);
        Assert.Equal("No mail server is configured; set Smtp:Host.", exception.Message);
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("anna@example.org\r\nRCPT TO:<eve@example.org>")]
    public async Task Refuses_an_address_that_is_none(string address)
    {
        await using var server = new SmtpTestServer();

        var exception = await Assert.ThrowsAsync<MailException>(() => Mailer(server).SendAsync(Valid with { To = [address] }, TestContext.Current.CancellationToken));

        Assert.Equal(MailFailure.Malformed, exception.Failure);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Stops_when_the_caller_does()
    {
        await using var server = new SmtpTestServer(new() { IsSilent = true });
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Mailer(server).SendAsync(Valid, cancelled.Token));
    }

    private static SmtpMailer Mailer(SmtpTestServer server, string userName = "", string password = "", bool? startTls = null) => new(Options.Create(new SmtpOptions
    {
        Host = "127.0.0.1",
        Port = server.Port,
        UserName = userName,
        Password = password,
        UseStartTls = startTls,
        From = "PerfMonitor <perfmonitor@perf.example>",
        Timeout = server.Behaviour.IsSilent ? TimeSpan.FromSeconds(0.3) : TimeSpan.FromSeconds(10),
    }));
}
