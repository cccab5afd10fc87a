using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Web.Live.Watching;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Live.Watching;

public sealed class WatchdogMailerTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Start);
    private readonly MailServer _server = new();
    private readonly InMemoryWatchdog _memory = new();
    private readonly WatchdogMailer _mailer;

    public WatchdogMailerTests() => _mailer = Mailer("anna@example.org");

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

    [Fact]
    public async Task Tries_again_only_those_whom_the_mail_server_puts_off()
    {
        _server.Answers["bob@example.org"] = new(["450 greylisted", "450 greylisted"]);
        _server.Answers["eve@example.org"] = new(["550 no such user"]);
        using var mailer = Mailer("anna@example.org", "bob@example.org", "eve@example.org");
        await mailer.StartAsync(Token);

        mailer.Tell(Broken(0));
        var first = await _server.NextAsync(Token);
        var second = await AgainAfterAsync(seconds: 5);
        var third = await AgainAfterAsync(seconds: 10);
        mailer.Tell(Works(60));
        var works = await _server.NextAsync(Token);

        Assert.Equal(
            ["anna@example.org, bob@example.org, eve@example.org", "bob@example.org", "bob@example.org", "anna@example.org, bob@example.org, eve@example.org"],
            ((MailMessage[])[first, second, third, works]).Select(mail => string.Join(", ", mail.To)));
        Assert.Equal(first.Id, third.Id);
    }

    [Fact]
    public async Task Leaves_it_at_that_where_the_last_one_put_off_is_refused()
    {
        _server.Answers["bob@example.org"] = new(["450 greylisted", "550 no such user"]);
        using var mailer = Mailer("anna@example.org", "bob@example.org");
        await mailer.StartAsync(Token);

        mailer.Tell(Broken(0));
        await _server.NextAsync(Token);
        await AgainAfterAsync(seconds: 5);
        mailer.Tell(Works(60));

        Assert.Equal(("PerfMonitor: alerting works again", 3), ((await _server.NextAsync(Token)).Subject, _server.Tried));
    }

    [Fact]
    public async Task Tells_the_end_of_what_a_process_before_it_has_told()
    {
        await _mailer.StartAsync(Token);
        _mailer.Tell(Broken(0));
        var broken = await _server.NextAsync(Token);
        await Eventually.HoldsAsync("that to be kept", _ => Task.FromResult(_memory.Told == Start), Token);
        await _mailer.StopAsync(Token);

        using var next = Mailer("anna@example.org");
        await next.StartAsync(Token);
        next.Tell(Works(300));
        var works = await _server.NextAsync(Token);
        await Eventually.HoldsAsync("that to be forgotten", _ => Task.FromResult(_memory.Told is null), Token);

        Assert.Equal(("PerfMonitor: alerting works again", broken.Id), (works.Subject, works.ThreadId));
    }

    [Fact]
    public async Task Does_not_wait_for_PostgreSQL_which_may_be_what_is_broken()
    {
        _memory.IsAway = true;
        await _mailer.StartAsync(Token);

        _mailer.Tell(Broken(0));
        Assert.Equal("PerfMonitor: alerting is broken", (await _server.NextAsync(Token)).Subject);
        await Eventually.HoldsAsync("the mailer to wait", _ => Task.FromResult(_clock.NextDueAt == Start.AddSeconds(5)), Token);
        _memory.IsAway = false;
        _clock.Advance(TimeSpan.FromSeconds(5));
        await Eventually.HoldsAsync("that to be kept", _ => Task.FromResult(_memory.Told == Start), Token);
        _mailer.Tell(Works(60));

        Assert.Equal(("PerfMonitor: alerting works again", 2), ((await _server.NextAsync(Token)).Subject, _server.Tried));
    }

    [Theory]
    [InlineData("a@example.org", "b@example.org", "mail.example.org", "a@example.org", null)]
    [InlineData(null, "b@example.org", "mail.example.org", "b@example.org", null)]
    [InlineData(null, "b@example.org", "localhost", "b@example.org", null)]
    [InlineData(null, null, "localhost", SmtpOptions.DevelopmentRecipient, "only the development inbox is written to")]
    [InlineData(null, null, "mail.example.org", null, "no recipient is configured")]
    [InlineData(null, "b@example.org", "", "b@example.org", "no mail server is configured")]
    public void Goes_to_those_named_for_it_or_else_to_those_who_get_alerts_and_says_where_nobody_hears(string? own, string? ofAlerts, string server, string? expected, string? unheard)
    {
        var audience = WatchdogAudience.Of(new WatchdogOptions { Recipients = List(own) }, List(ofAlerts), new SmtpOptions { Host = server });

        Assert.Equal((string.Join(',', List(expected)), unheard), (string.Join(',', audience.Recipients), audience.Unheard?.Split(", so nobody is told by mail when alerting is broken; set Smtp:Host and Watchdog:Recipients")[0]));
    }

    private static string[] List(string? one) => one is null ? [] : [one];

    private WatchdogMailer Mailer(params string[] recipients) => new(_server, new WatchdogAudience(recipients, null), _memory, _clock, NullLogger<WatchdogMailer>.Instance);

    private static AlertingState Broken(int second) => new(AlertingState.Broken, Start.AddSeconds(second), null, "nothing comes through");

    private static AlertingState Works(int second) => new(AlertingState.Ok, Start.AddSeconds(second), Start.AddSeconds(second), null);

    /// <summary>The clock moves on until the next try, which comes when as long has passed and no earlier.</summary>
    private async Task<MailMessage> AgainAfterAsync(int seconds)
    {
        var tried = _server.Tried;
        await Eventually.HoldsAsync("the mailer to wait", _ => Task.FromResult(_clock.NextDueAt == _clock.GetUtcNow().AddSeconds(seconds)), Token);
        Assert.Equal(tried, _server.Tried);
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return await _server.NextAsync(Token);
    }

    /// <summary>Refuses the first mails for the time being, and takes the others; of some recipients it says more.</summary>
    private sealed class MailServer : IMailer
    {
        private readonly System.Threading.Channels.Channel<MailMessage> _mails = System.Threading.Channels.Channel.CreateUnbounded<MailMessage>();
        private int _tried;

        public int Fails { get; set; }

        /// <summary>What it answers to a recipient, mail by mail; then it takes it.</summary>
        public Dictionary<string, Queue<string>> Answers { get; } = [];

        public int Tried => _tried;

        public bool IsConfigured => true;

        public Task<MailReceipt> SendAsync(MailMessage message, CancellationToken cancellationToken)
        {
            var away = Interlocked.Increment(ref _tried) <= Fails;
            List<RefusedRecipient> refused = [.. message.To.Where(to => Answers.GetValueOrDefault(to)?.Count > 0).Select(to => Refused(to, Answers[to].Dequeue()))];
            _mails.Writer.TryWrite(message);
            return away ? throw new MailException(MailFailure.Busy, "not now")
                : refused.Count == message.To.Count ? throw new MailException(refused.Any(static one => one.IsTransient) ? MailFailure.Busy : MailFailure.RecipientRefused, "every recipient is refused")
                : Task.FromResult(new MailReceipt("<id>", refused));
        }

        private static RefusedRecipient Refused(string recipient, string answer) => new(recipient, answer, answer.StartsWith('4'));

        public async Task<MailMessage> NextAsync(CancellationToken cancellationToken) => await _mails.Reader.ReadAsync(cancellationToken);
    }
}
