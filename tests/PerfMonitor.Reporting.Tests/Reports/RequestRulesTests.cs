using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Reports;

public sealed class RequestRulesTests
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2025, 11, 22, 6, 0, 0, TimeSpan.Zero).AddMilliseconds(345);
    private static readonly DateTimeOffset Second = new(2025, 11, 22, 6, 0, 0, TimeSpan.Zero);
    private static readonly RequestBounds Bounds = new(TimeSpan.FromDays(400), MostRecipients: 2);

    [Fact]
    public void Without_a_wish_it_is_the_last_day_for_nobody()
    {
        var (request, errors) = Check(new ReportWish());

        Assert.Empty(errors);
        Assert.Equal((new ReportPeriod(Second.AddDays(-1), Second), "Report", "ada"), (request!.Period, request.Title, request.RequestedBy));
        Assert.Empty(request.MailTo);
    }

    [Fact]
    public void Wishes_are_taken_as_they_are_but_trimmed()
    {
        var (request, _) = Check(new ReportWish { From = Now.AddDays(-3), To = Now.AddDays(-2), Title = " Week ", MailTo = [" a@b.test", "A@b.test", "Ada <ada@b.test>"] });

        Assert.Equal((new ReportPeriod(Now.AddDays(-3), Now.AddDays(-2)), "Week"), (request!.Period, request.Title));
        Assert.Equal(["a@b.test", "Ada <ada@b.test>"], request.MailTo);
    }

    [Fact]
    public void A_period_that_reaches_into_the_future_ends_now()
    {
        Assert.Equal(Second, Check(new ReportWish { From = Now.AddHours(-1), To = Now.AddDays(9) }).Request!.Period.To);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "future", "from", "The period must be at least one minute long and begin before now; it goes from 2025-11-23T06:00:00Z to 2025-11-22T06:00:00Z." },
        { "reversed", "from", "The period must be at least one minute long and begin before now; it goes from 2025-11-21T06:00:00Z to 2025-11-20T06:00:00Z." },
        { "long", "from", "The period is 500 d long; Reporting:LongestPeriod allows 400 d." },
        { "title", "title", "The title has 201 characters; at most 200 are allowed." },
        { "many", "mailTo", "There are 3 recipients; Reporting:MostRecipients allows 2." },
        { "address", "mailTo", "'nobody' is not a mail address.|'' is not a mail address." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_made_is_refused_with_the_field_and_the_reason(string wish, string field, string message)
    {
        var (request, errors) = Check(wish switch
        {
            "future" => new ReportWish { From = Now.AddDays(1) },
            "reversed" => new ReportWish { From = Now.AddDays(-1), To = Now.AddDays(-2) },
            "long" => new ReportWish { From = Second.AddDays(-500) },
            "title" => new ReportWish { Title = new string('x', 201) },
            "many" => new ReportWish { MailTo = ["a@x.test", "b@x.test", "c@x.test"] },
            _ => new ReportWish { MailTo = ["nobody", null!] },
        });

        Assert.Null(request);
        Assert.Equal((field, message), (Assert.Single(errors).Key, string.Join('|', errors[field])));
    }

    private static (ReportRequest? Request, IReadOnlyDictionary<string, string[]> Errors) Check(ReportWish wish) =>
        RequestRules.Check(Guid.Empty, wish, "ada", Now, Bounds);
}
