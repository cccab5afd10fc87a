using System.Collections.Immutable;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Which recipients of a notification are settled, so that another attempt, also of another process, reaches only the others.</summary>
internal interface ISentParts
{
    /// <summary>What came of each recipient that is settled.</summary>
    Task<ImmutableDictionary<string, Outcome>> OfAsync(Guid notification, CancellationToken cancellationToken);

    /// <summary>Keeps what came of recipients; all of them or, with an exception, none.</summary>
    Task KeepAsync(Guid notification, IReadOnlyCollection<KeyValuePair<string, Outcome>> settled, CancellationToken cancellationToken);
}

/// <summary>What recipients come to together.</summary>
internal static class SentParts
{
    /// <summary>Where all are settled.</summary>
    public static Outcome Sum(IReadOnlyDictionary<string, Outcome> settled)
    {
        var refused = string.Join("; ", settled.Where(static part => part.Value is Outcome.Rejected).OrderBy(static part => part.Key, StringComparer.Ordinal).Select(static part => $"{part.Key}: {part.Value.Reason}"));
        return refused.Length == 0 ? new Outcome.Delivered()
            : settled.Values.All(static part => part is Outcome.Rejected) ? new Outcome.Rejected(Cut(refused))
            : new Outcome.Delivered(Cut($"delivered, but not to {refused}"));
    }

    /// <summary>Where others are to be tried again.</summary>
    public static Outcome.RetryLater Later(Outcome.RetryLater left, IReadOnlyDictionary<string, Outcome> settled, int all)
    {
        var count = $" ({settled.Count} of {all} recipients settled)";
        return left with { Reason = Pipeline.Text.Cut(left.Reason!, Outcome.LongestReason - count.Length) + count, Reached = settled.Values.Any(static part => part is Outcome.Delivered) };
    }

    private static string Cut(string reason) => Pipeline.Text.Cut(reason, Outcome.LongestReason);
}
