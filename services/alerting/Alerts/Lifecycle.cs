using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Alerts;

/// <summary>What one event does to an alert's life. Pure; the caller saves.</summary>
internal static class Lifecycle
{
    /// <summary>The episode an event opens.</summary>
    public static Alert Open(AlertFired fired, DateTimeOffset receivedAt) => new()
    {
        Fingerprint = fired.Fingerprint,
        FiredEventId = fired.EventId,
        Name = fired.RuleName,
        RuleGroup = fired.RuleGroup,
        Severity = fired.Severity,
        Labels = WithDefaults(fired),
        Annotations = Storable(fired.Annotations.Select(annotation => KeyValuePair.Create(annotation.Key, Bounded(annotation.Value)))),
        Expression = fired.Expression,
        Value = fired.Value,
        Threshold = fired.Threshold,
        Comparison = fired.Comparison,
        State = AlertState.Firing,
        ActiveSince = fired.ActiveSince,
        StartsAt = fired.FiredAt,
        SampleAt = fired.SampleAt,
        ReceivedAt = receivedAt,
    };

    /// <summary>
    /// What a fired event means that no other rule's alert takes in (see <see cref="FiringRules"/>): <paramref name="open"/> is the episode that is open now,
    /// <paramref name="early"/> the end of this one where it has overtaken the event.
    /// </summary>
    public static Reception Receive(AlertFired fired, Alert? open, Ending? early, DateTimeOffset now)
    {
        var alert = Open(fired, now);
        if (early is not null)
        {
            return new Reception(Resolve(alert, early, now), null);
        }

        if (open is null)
        {
            return new Reception(alert, null);
        }

        // An open episode is closed by a newer one even if its own end was never heard of; an event from before it is history.
        return open.StartsAt <= alert.StartsAt
            ? new Reception(alert, Resolve(open, SupersededBy(alert), now))
            : new Reception(Resolve(alert, SupersededBy(open), now), null);
    }

    /// <summary>The episode after its end.</summary>
    public static Alert Resolve(Alert alert, Ending ending, DateTimeOffset receivedAt) => alert with
    {
        State = AlertState.Resolved,
        ResolvedEventId = ending.EventId,
        EndsAt = ending.At,
        EndReason = ending.Reason,
        EndValue = ending.Value,
        EndReceivedAt = receivedAt,
    };

    /// <summary>Why an episode is over of whose own end nothing was heard.</summary>
    public const string NewerEpisode = "a newer episode began";

    private static Ending SupersededBy(Alert newer) => new(null, newer.StartsAt, NewerEpisode, null);

    // Templates can expand without end; nobody reads more than this.
    private const int LongestAnnotation = 8192;

    private static Dictionary<string, string> WithDefaults(AlertFired fired)
    {
        var labels = Storable(fired.Labels);
        labels.TryAdd("alertname", fired.RuleName);
        labels.TryAdd("severity", fired.Severity.ToString().ToLowerInvariant());
        return labels;
    }

    /// <summary>Labels or annotations from outside as they can be kept: PostgreSQL stores no NUL in text.</summary>
    public static Dictionary<string, string> Storable(IEnumerable<KeyValuePair<string, string>> texts)
    {
        var kept = new Dictionary<string, string>();
        foreach (var (name, value) in texts)
        {
            kept[WithoutNul(name)] = WithoutNul(value);
        }

        return kept;

        static string WithoutNul(string text) => text.Replace('\0', '\uFFFD');
    }

    private static string Bounded(string text) => text.Length <= LongestAnnotation ? text : string.Concat(text.AsSpan(0, LongestAnnotation), "…");
}

/// <summary>How an episode ended.</summary>
internal sealed record Ending(Guid? EventId, DateTimeOffset At, string Reason, double? Value)
{
    public static Ending From(AlertResolved resolved) => new(resolved.EventId, resolved.ResolvedAt, resolved.Reason, resolved.Value);
}

/// <summary>The episode an event begins, and the one it ends by that.</summary>
internal sealed record Reception(Alert Alert, Alert? Superseded);
