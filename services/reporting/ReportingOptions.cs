using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Reporting;

/// <summary>What all reports have in common (section <c>Reporting</c>).</summary>
internal sealed class ReportingOptions : IValidatableObject
{
    /// <summary>The zone days begin and end in and times are told in, such as <c>Europe/Berlin</c>. Empty: the machine's. Default: empty.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>Where people reach PerfMonitor, such as <c>https://monitor.example.org</c>; mails link to it. Default: <c>Self:Url</c>, which the AppHost sets, else <c>http://localhost:3000</c>.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The longest period of one report. Default: 400 days.</summary>
    public TimeSpan LongestPeriod { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Most reports waiting at once; further requests are refused until some are done. Default: 100.</summary>
    [Range(1, 10_000)]
    public int LongestQueue { get; init; } = 100;

    /// <summary>Most recipients of one report. Default: 50.</summary>
    [Range(1, 1000)]
    public int MostRecipients { get; init; } = 50;

    public TimeZoneInfo Zone => TimeZone.Length == 0 ? TimeZoneInfo.Local : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeZone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new($"'{TimeZone}' is not a time zone this machine knows; write it as in 'Europe/Berlin' (Debian: package tzdata).", [nameof(TimeZone)]);
        }

        if (PublicUrl is not null && (!PublicUrl.IsAbsoluteUri || (PublicUrl.Scheme != Uri.UriSchemeHttp && PublicUrl.Scheme != Uri.UriSchemeHttps)))
        {
            yield return new($"'{PublicUrl}' is not an http or https address.", [nameof(PublicUrl)]);
        }

        if (LongestPeriod < TimeSpan.FromHours(1) || LongestPeriod > TimeSpan.FromDays(3660))
        {
            yield return new($"{LongestPeriod} is not between one hour and ten years.", [nameof(LongestPeriod)]);
        }
    }
}
