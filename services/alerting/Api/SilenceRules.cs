using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Api;

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
    public static (Silence? Silence, FieldErrors Errors) Read(SilenceRequest request, string createdBy, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var matchers = Matchers(request, errors);
        var startsAt = request.StartsAt is { } start && start > now ? start : now;
        errors.Require(request.EndsAt > startsAt && request.EndsAt - startsAt <= Longest, "endsAt", request.EndsAt?.ToString("O"), $"after the start and at most {Longest.TotalDays:0} days later");
        errors.Require(
            !string.IsNullOrWhiteSpace(request.Comment) && request.Comment.Length <= LongestComment,
            "comment", request.Comment is { Length: > 0 } ? $"{request.Comment.Length} characters" : "", $"the reason for the silence, in at most {LongestComment} characters");
        return (errors.Any ? null : new Silence
        {
            Id = Guid.CreateVersion7(now),
            Matchers = matchers,
            StartsAt = startsAt,
            EndsAt = request.EndsAt!.Value,
            CreatedBy = createdBy,
            Comment = request.Comment!,
            CreatedAt = now,
        }, errors);
    }

    /// <summary>The matchers. Without one that asks for something a silence would hold for everything; Alertmanager refuses that too.</summary>
    public static IReadOnlyList<LabelMatcher> Matchers(SilenceRequest request, FieldErrors errors)
    {
        var matchers = MatcherModel.Read(request.Matchers, errors);
        if (!errors.Any && matchers.All(static matcher => matcher.MatchesEmpty))
        {
            errors.Add("matchers", "they match every alert, because each also matches one without the label; add one that does not, such as alertname=\"DiskFull\"");
        }

        return matchers;
    }
}
