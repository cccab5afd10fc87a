using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Delivery;

/// <summary>Many notifications as one. Pure; the same notifications make the same message.</summary>
internal static class Digest
{
    /// <summary>Notifications in one digest at most; more wait for the next.</summary>
    public const int MostParts = 500;

    /// <summary>The parts as one message to send, but for what later messages of their groups have told.</summary>
    public static Claim Claim(DigestClaim digest, string why)
    {
        var news = digest.Parts.Select(static part => part.News).OfType<Notification>().ToList();
        var message = Compose(digest.Id, news.Count > 0 ? news : [.. digest.Parts.Select(static part => part.Notification)], why);
        return new Claim(message, digest.Parts.Max(static part => part.Attempt), digest.Parts[0].Lease)
        {
            Parts = digest.Parts,
            ToldSince = news.Count > 0 ? [] : [.. message.Alerts.Select(static alert => alert.Fingerprint)],
        };
    }

    /// <summary>Of each alert the newest that is known; what fires first, the worst on top.</summary>
    public static Notification Compose(Guid id, IReadOnlyList<Notification> parts, string why)
    {
        var newest = new Dictionary<string, Alert>();
        foreach (var alert in parts.OrderBy(part => part.Stamps.QueuedAt).ThenBy(part => part.Change).SelectMany(part => part.Alerts))
        {
            newest[alert.Fingerprint] = alert;
        }

        var alerts = newest.Values
            .OrderByDescending(alert => alert.IsOpen).ThenByDescending(alert => alert.Severity).ThenBy(alert => alert.StartsAt).ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal)
            .ToList();
        var first = parts[0];
        return new Notification
        {
            Id = id,
            GroupId = 0,
            GroupKey = $"digest:{first.Channel}",
            RouteId = string.Join(", ", parts.Select(part => part.RouteId).Distinct().Take(3)) + (parts.DistinctBy(part => part.RouteId).Skip(3).Any() ? ", …" : ""),
            GroupLabels = new Dictionary<string, string>(),
            Channel = first.Channel,
            Change = 0,
            Reason = NotifyReason.Digest,
            ReasonText = $"{Text.Count(parts.Count, "notification")} in one: {why}",
            Alerts = alerts.Take(Notification.MostAlerts).ToList(),
            TruncatedAlerts = Math.Max(0, alerts.Count - Notification.MostAlerts) + parts.Sum(part => part.TruncatedAlerts),
            Thread = id,
            Stamps = new PathStamps(null, null, null, parts.Min(part => part.Stamps.QueuedAt)),
        };
    }
}
