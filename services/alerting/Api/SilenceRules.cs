using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Api;

/// <summary>What is wrong with a request: the field, and a sentence that says why and what to do.</summary>
internal sealed record Wrong(string Name, string Reason)
{
    public Wrong(string name, string? value, string expected)
        : this(name, $"it is '{value}' and must be {expected}")
    {
    }
}

/// <summary>Which silences are taken.</summary>
internal static class SilenceRules
{
    /// <summary>Waiting and active ones; each is looked at for every alert.</summary>
    public const int Most = 1000;

    private const int LongestComment = 2000;

    // A silence for longer is a rule that should be changed.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static string TooMany => $"There are {Most} silences waiting or active already; end some first.";

    /// <summary>The silence a request asks for, or what is wrong with it.</summary>
    public static (Silence? Silence, Wrong? Wrong) Read(SilenceRequest request, string createdBy, DateTimeOffset now)
    {
        var (matchers, error) = Matchers(request);
        var startsAt = request.StartsAt is { } start && start > now ? start : now;
        if (error is not null)
        {
            return (null, new("matchers", error));
        }

        if (request.EndsAt is not { } endsAt || endsAt <= startsAt || endsAt - startsAt > Longest)
        {
            return (null, new("endsAt", request.EndsAt?.ToString("O"), $"after the start and at most {Longest.TotalDays:0} days later"));
        }

        if (string.IsNullOrWhiteSpace(request.Comment) || request.Comment.Length > LongestComment)
        {
            return (null, new("comment", request.Comment is { Length: > 0 } ? $"{request.Comment.Length} characters" : "", $"the reason for the silence, in at most {LongestComment} characters"));
        }

        return (new Silence
        {
            Id = Guid.CreateVersion7(now),
            Matchers = matchers,
            StartsAt = startsAt,
            EndsAt = endsAt,
            CreatedBy = createdBy,
            Comment = request.Comment,
            CreatedAt = now,
        }, null);
    }

    /// <summary>The matchers. Without one that asks for something a silence would hold for everything; Alertmanager refuses that too.</summary>
    public static (IReadOnlyList<LabelMatcher> Matchers, string? Error) Matchers(SilenceRequest request)
    {
        var (matchers, error) = MatcherModel.Read(request.Matchers);
        return error is null && matchers.All(matcher => matcher.MatchesEmpty)
            ? ([], "they match every alert, because each also matches one without the label; add one that does not, such as alertname=\"DiskFull\"")
            : (matchers, error);
    }
}
