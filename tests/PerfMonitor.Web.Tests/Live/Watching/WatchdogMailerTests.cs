using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Web.Live.Watching;

namespace PerfMonitor.Web.Tests.Live.Watching;

public sealed class WatchdogMailerTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Start);
    private readonly MailServer _server = new();
    private readonly WatchdogMailer _mailer;

    public WatchdogMailerTests() => _mailer = new(_server, ["anna@example.org"], _clock, NullLogger<WatchdogMailer>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _mailer.Dispose();

    [Fact]
    public async Task Tells_that_alerting_is_broken_and_in_the_same_thread_that_it_works_again()
    {
        await _mailer.StartAsync(Token);

        _mailer.Tell(Broken(0));
        var broken = await _server.NextAsync(Token);
        _mailer.Tell(Works(300));
        var works = await _server.NextAsync(Token);

        Assert.Equal(("PerfMonitor: alerting is broken", "PerfMonitor: alerting works again"), (broken.Subject, works.Subject));
        Assert.Equal("nothing comes through\n\nSeen at 2026-03-02 12:00:00 UTC. The page's server sends this itself, since what sends alerts does not work. It says when they can be relied on again.", broken.Text);
        Assert.StartsWith("Alerts can be relied on again since 2026-03-02 12:05:00 UTC.", works.Text, StringComparison.Ordinal);
        Assert.Equal(broken.Id, works.ThreadId);
        Assert.Equal(["anna@example.org"], works.To);
        Assert.NotEqual(broken.Id, works.Id);
    }

    [Fact]
    public async Task Tries_again_until_the_mail_is_taken()
    {
        _server.Fails = 2;
        await _mailer.StartAsync(Token);

        _mailer.Tell(Broken(0));
        await _server.NextAsync(Token);
        await AgainAfterAsync(seconds: 5);
        await AgainAfterAsync(seconds: 10);

        _mailer.Tell(Works(60));
        Assert.Equal("PerfMonitor: alerting works again", (await _server.NextAsync(Token)).Subject);
        Assert.Equal(4, _server.Tried);
    }

    [Fact]
    public async Task Says_nothing_of_an_end_to_those_who_never_heard_of_the_beginning()
    {
        _server.Fails = 1;
        await _mailer.StartAsync(Token);

        _mailer.Tell(Works(0));
        _mailer.Tell(Broken(10));
        Assert.Equal("PerfMonitor: alerting is broken", (await _server.NextAsync(Token)).Subject);
        _mailer.Tell(Works(12));
        _mailer.Tell(Broken(100));

        var told = await _server.NextAsync(Token);
        Assert.Equal(("PerfMonitor: alerting is broken", 2), (told.Subject, _server.Tried));
        Assert.Contains("12:01:40", told.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@example.org", "b@example.org", "mail.example.org", "a@example.org")]
    [InlineData(null, "b@example.org", "mail.example.org", "b@example.org")]
    [InlineData(null, null, "localhost", SmtpOptions.DevelopmentRecipient)]
    [InlineData(null, null, "mail.example.org", null)]
    public void Goes_to_those_named_for_it_or_else_to_those_who_get_alerts(string? own, string? ofAlerts, string server, string? expected) =>
        Assert.Equal(List(expected), WatchdogMail.Recipients(new WatchdogOptions { Recipients = List(own) }, List(ofAlerts), new SmtpOptions { Host = server }));

    private static string[] List(string? one) => one is null ? [] : [one];

    private static AlertingState Broken(int second) => new(AlertingState.Broken, Start.AddSeconds(second), null, "nothing comes through");

    private static AlertingState Works(int second) => new(AlertingState.Ok, Start.AddSeconds(second), Start.AddSeconds(second), null);

    /// <summary>The clock moves on until the next try, which comes when as long has passed and no earlier.</summary>
    private async Task AgainAfterAsync(int seconds)
    {
        var tried = _server.Tried;
        await Eventually.HoldsAsync("the mailer to wait", _ => Task.FromResult(_clock.NextDueAt == _clock.GetUtcNow().AddSeconds(seconds)), Token);
        Assert.Equal(tried, _server.Tried);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await _server.NextAsync(Token);
    }

    /// <summary>Refuses the first mails for the time being, and takes the others.</summary>
    private sealed class MailServer : IMailer
    {
        private readonly System.Threading.Channels.Channel<MailMessage> _mails = System.Threading.Channels.Channel.CreateUnbounded<MailMessage>();
        private int _tried;

        public int Fails { get; set; }

        public int Tried => _tried;

        public bool IsConfigured => true;

        public Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken)
        {
            var refused = Interlocked.Increment(ref _tried) <= Fails;
            _mails.Writer.TryWrite(message);
            return refused ? throw new MailException(MailFailure.Busy, "not now") : Task.FromResult(new MailReceipt("<id>", []));
        }

        public async Task<MailMessage> NextAsync(CancellationToken cancellationToken) => await _mails.Reader.ReadAsync(cancellationToken);
    }
}
