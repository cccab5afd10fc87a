using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfMonitor.Contracts;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Mailing;
using PerfMonitor.Reporting.Tests.Generation;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Reporting.Tests.Mailing;

public sealed class ReportDeliveryTests : IDisposable
{
    private static readonly Claim Due = FakeQueue.Claim with
    {
        IsReady = true,
        DeliveryAttempts = 2,
        MailIsDue = true,
        Headline = "All <well>.",
        FinishedAt = Samples.Day.To.AddHours(6),
    };

    private readonly FakeQueue _queue = new() { Pdf = DeliveryFixture.Pdf };
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly DeliveryFixture _fixture;

    public ReportDeliveryTests() => _fixture = new DeliveryFixture(_queue, _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task The_mail_is_noted_before_anything_else_is_tried()
    {
        await Deliver(Due);

        Assert.Equal(["mail sent: ", "announced, again in 10 s"], _queue.Events);
        Assert.Equal(
            new ReportReady { ReportId = Due.Request.Id, Title = "Daily report", From = Samples.Day.From, To = Samples.Day.To, Size = 3, FinishedAt = Due.FinishedAt!.Value },
            Assert.Single(_fixture.Announcer.Announced));
    }

    [Fact]
    public async Task What_is_done_is_not_done_again()
    {
        await Deliver(Due with { MailIsDue = false, IsAnnounced = true });

        Assert.Equal(["announced, again in 10 s"], _queue.Events);
        Assert.Empty(_fixture.Mailer.Sent);
        Assert.Empty(_fixture.Announcer.Announced);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again()
    {
        _fixture.Mailer.Failure = new MailException(MailFailure.Unreachable, "away");

        await Deliver(Due);

        Assert.Equal(["mail pending: away (open: ada@example.test)", "announced, again in 10 s"], _queue.Events);
    }

    [Theory]
    [InlineData(MailFailure.NotConfigured, 2)]
    [InlineData(MailFailure.RecipientRefused, 2)]
    [InlineData(MailFailure.Unreachable, 24)]
    public async Task A_mail_nobody_can_send_is_given_up_and_the_report_is_announced_all_the_same(MailFailure failure, int attempts)
    {
        _fixture.Mailer.Failure = new MailException(failure, "why");

        await Deliver(Due with { DeliveryAttempts = attempts });

        Assert.Equal("mail failed: why", _queue.Events[0]);
        Assert.StartsWith("announced", _queue.Events[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipients_the_server_refused_are_named()
    {
        _fixture.Mailer.Refused = [new("x@y", "550 unknown", IsTransient: false)];

        await Deliver(Due);

        Assert.Equal("mail sent: x@y: 550 unknown", _queue.Events[0]);
    }

    [Fact]
    public async Task Only_recipients_who_were_put_off_get_it_again_and_who_was_refused_stays_named()
    {
        var three = Due with { Request = Due.Request with { MailTo = ["a@y", "b@y", "c@y"] }, MailOpen = ["a@y", "b@y", "c@y"] };
        _fixture.Mailer.Refused = [new("b@y", "450 greylisted", IsTransient: true), new("c@y", "550 unknown", IsTransient: false)];
        await Deliver(three);
        _fixture.Mailer.Refused = [];

        await Deliver(three with { DeliveryAttempts = 3, MailOpen = ["b@y"], MailRefused = "c@y: 550 unknown" });

        Assert.Equal(["mail pending: c@y: 550 unknown; b@y: 450 greylisted (open: b@y)", "mail sent: c@y: 550 unknown"], _queue.Events.Where(static line => line.StartsWith("mail", StringComparison.Ordinal)));
        Assert.Equal(["a@y b@y c@y", "b@y"], _fixture.Mailer.Sent.Select(mail => string.Join(' ', mail.To)));
        Assert.Single(_fixture.Mailer.Sent.Select(static mail => mail.Id).Distinct());
    }

    [Theory]
    [InlineData(true, 24, "mail sent: c@y: 550 unknown; b@y: 450 greylisted")]
    [InlineData(false, 3, "mail sent: c@y: 550 unknown; every recipient is refused")]
    public async Task A_mail_that_some_have_is_sent_whatever_becomes_of_the_others(bool isPutOff, int attempts, string expected)
    {
        _fixture.Mailer.Refused = isPutOff ? [new("b@y", "450 greylisted", IsTransient: true)] : [];
        _fixture.Mailer.Failure = isPutOff ? null : new MailException(MailFailure.RecipientRefused, "every recipient is refused");

        await Deliver(Due with { DeliveryAttempts = attempts, Request = Due.Request with { MailTo = ["a@y", "b@y", "c@y"] }, MailOpen = ["b@y"], MailRefused = "c@y: 550 unknown" });

        Assert.Equal(expected, _queue.Events[0]);
    }

    [Fact]
    public async Task The_page_is_told_later_where_the_bus_is_away()
    {
        _fixture.Announcer.Problem = "away";

        await Deliver(Due with { DeliveryAttempts = 100 });

        Assert.Equal("not announced, again in 300 s", _queue.Events[1]);
    }

    [Fact]
    public async Task A_report_whose_file_is_gone_is_not_tried_for_ever()
    {
        _queue.Pdf = null;

        await Deliver(Due);

        Assert.Equal(["failed: Its PDF is gone: the files were deleted from the database."], _queue.Events);
    }

    [Fact]
    public async Task The_mail_says_what_the_report_says_and_carries_it()
    {
        await Deliver(Due);

        var mail = Assert.Single(_fixture.Mailer.Sent);
        Assert.Equal("Daily report: Friday 21 November 2025", mail.Subject);
        Assert.Equal(["ada@example.test"], mail.To);
        Assert.Equal(
            """
            Daily report
            Friday 21 November 2025 (UTC)

            All <well>.

            The report is attached as daily-report-2025-11-21.pdf. All reports: https://monitor.example.test/dashboard/reports
            """,
            mail.Text);
        Assert.Contains("All &lt;well&gt;.", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://monitor.example.test/dashboard/reports\">", mail.Html, StringComparison.Ordinal);
        var attachment = Assert.Single(mail.Attachments);
        Assert.Equal(("daily-report-2025-11-21.pdf", "application/pdf", 3), (attachment.FileName, attachment.ContentType, attachment.Content.Length));
        Assert.Equal("report-11111111222233334444555555555555", mail.Id);
    }

    [Theory]
    [InlineData(null, null, "http://localhost:3000/dashboard/reports")]
    [InlineData(null, "http://127.0.0.1:3000", "http://127.0.0.1:3000/dashboard/reports")]
    [InlineData("https://a.example.test/monitor/", "http://127.0.0.1:3000", "https://a.example.test/monitor/dashboard/reports")]
    public void Links_lead_to_where_people_reach_the_page(string? publicUrl, string? self, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Self:Url", self)]).Build();

        Assert.Equal(expected, new ReportLinks(new ReportingOptions { PublicUrl = publicUrl is null ? null : new Uri(publicUrl) }, configuration).Reports);
    }

    private Task Deliver(Claim claim) => _fixture.Delivery.DeliverAsync(claim, TestContext.Current.CancellationToken);
}
