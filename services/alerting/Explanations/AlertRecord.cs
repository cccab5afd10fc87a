using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Explanations;

/// <summary>A group an alert is in, as it is stored.</summary>
/// <param name="Group">The group.</param>
/// <param name="Hold">What held the alert back at the last look.</param>
/// <param name="Members">Alerts in the group.</param>
/// <param name="Place">The alert's among them, the oldest being 1.</param>
/// <param name="Memories">What its channels have been told.</param>
internal sealed record GroupStanding(AlertGroup Group, Hold? Hold, int Members, int Place, IReadOnlyList<ChannelMemory> Memories);

/// <summary>The newest message of a group to a channel that names the alert, and how many there were.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Count">Messages that name the alert.</param>
/// <param name="At">When the newest was decided on.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why it was.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="Outcome">What came of the last.</param>
/// <param name="NextAttemptAt">When the next may be.</param>
/// <param name="Waits">Whether it was put off on purpose, for the channel's digest.</param>
internal sealed record ToldChannel(
    long GroupId, string Channel, int Count, DateTimeOffset At, NotificationStatus Status, string Reason, int Attempts, string? Outcome, DateTimeOffset NextAttemptAt, bool Waits);

/// <summary>Everything that is stored about the way of one alert.</summary>
internal sealed record AlertRecord(Alert Alert, IReadOnlyList<GroupStanding> Groups, IReadOnlyList<ToldChannel> Told, IReadOnlyList<TimelineEntry> Timeline);

/// <summary>The channels at this moment.</summary>
/// <param name="Off">Why a channel cannot work, by its name.</param>
/// <param name="Paces">What is sent to a channel now, and why, by the names of those that are limited.</param>
internal sealed record ChannelOutlook(IReadOnlyDictionary<string, string> Off, IReadOnlyDictionary<string, Pace> Paces);
