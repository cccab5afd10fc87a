namespace PerfMonitor.Alerting.Pipeline;

/// <summary>
/// An end that did not arrive is told again, as long as the channel's readers believe that the alert fires: it goes back into its group, whose next
/// run tells it. Pure.
/// </summary>
internal static class Retelling
{
    /// <summary>Times it is told again; each has all the attempts of a notification, so that with the defaults a channel may be away for ten hours.</summary>
    public const int Most = 3;

    /// <summary>From the loss to the group's next run, where that is not due earlier.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public static bool IsDue(Notification notification, bool isLost) => isLost && notification.Ended.Count > 0 && notification.Retold < Most;

    /// <summary>The notification with how often its ends were told before, and why again.</summary>
    public static Notification Mark(Notification notification, IEnumerable<Member> members, string? failure)
    {
        var before = members.Where(static member => member.Retold > 0).ToDictionary(static member => member.Alert.Id, static member => member.Retold);
        var retold = before.Count == 0 ? 0 : notification.Ended.Max(id => (int?)before.GetValueOrDefault(id)) ?? 0;
        return retold == 0 ? notification : notification with
        {
            Retold = retold,
            ReasonText = notification.Reason == NotifyReason.PreviousFailed ? notification.ReasonText : $"{notification.ReasonText}; told again, the message before did not arrive ({failure ?? "no reason given"})",
        };
    }
}
