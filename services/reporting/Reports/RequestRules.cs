using System.Globalization;
using System.Net.Mail;

namespace PerfMonitor.Reporting.Reports;

/// <summary>What a person or a program asks for, before it is checked. All of it may be left out.</summary>
internal sealed record ReportWish
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string>? MailTo { get; init; }
}

/// <summary>How far a request may go.</summary>
internal sealed record RequestBounds(TimeSpan LongestPeriod, int MostRecipients);

/// <summary>Turns a wish into a request, or says what is wrong with it, by field.</summary>
internal static class RequestRules
{
    public const int LongestTitle = 200;

    private const string UsualTitle = "Report";
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMinutes(1);

    public static (ReportRequest? Request, IReadOnlyDictionary<string, string[]> Errors) Check(Guid id, ReportWish wish, string requestedBy, DateTimeOffset now, RequestBounds bounds)
    {
        // What lies in the future has no data yet: a period that reaches into it ends now.
        var to = wish.To is { } end && end < now ? end : new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var from = wish.From ?? to - UsualPeriod;
        var title = string.IsNullOrWhiteSpace(wish.Title) ? UsualTitle : wish.Title.Trim();
        var mailTo = (wish.MailTo ?? []).Select(address => address?.Trim() ?? "").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var errors = new Dictionary<string, string[]>();
        if (to - from < ShortestPeriod)
        {
            errors["from"] = [$"The period must be at least one minute long and begin before now; it goes from {Iso(from)} to {Iso(to)}."];
        }
        else if (to - from > bounds.LongestPeriod)
        {
            errors["from"] = [$"The period is {Wording.Duration(to - from)} long; Reporting:LongestPeriod allows {Wording.Duration(bounds.LongestPeriod)}."];
        }

        if (title.Length > LongestTitle)
        {
            errors["title"] = [$"The title has {title.Length} characters; at most {LongestTitle} are allowed."];
        }

        if (mailTo.Count > bounds.MostRecipients)
        {
            errors["mailTo"] = [$"There are {mailTo.Count} recipients; Reporting:MostRecipients allows {bounds.MostRecipients}."];
        }
        else if (mailTo.Where(address => !MailAddress.TryCreate(address, out _)).ToList() is { Count: > 0 } broken)
        {
            errors["mailTo"] = [.. broken.Select(address => $"'{address}' is not a mail address.")];
        }

        var request = new ReportRequest { Id = id, Title = title, Period = new ReportPeriod(from.ToUniversalTime(), to.ToUniversalTime()), RequestedBy = requestedBy, MailTo = mailTo };
        return (errors.Count == 0 ? request : null, errors);
    }

    private static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
