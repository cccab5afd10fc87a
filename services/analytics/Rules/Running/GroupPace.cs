namespace PerfMonitor.Analytics.Rules;

/// <summary>How often a group is evaluated.</summary>
/// <param name="Interval">Between regular turns.</param>
/// <param name="FollowsSamples">Whether it has extra turns when samples arrive, or an alert's time has run.</param>
/// <param name="ShortestGap">Between a turn and an extra one, at least.</param>
/// <param name="LongestGap">What that grows to while evaluations take long.</param>
/// <param name="Gather">How long samples gather before an extra turn: what a sender measured at one moment comes in several deliveries.</param>
internal sealed record GroupPace(TimeSpan Interval, bool FollowsSamples, TimeSpan ShortestGap, TimeSpan LongestGap, TimeSpan Gather)
{
    private static readonly TimeSpan UsualGather = TimeSpan.FromMilliseconds(30);

    /// <summary>A group with critical alerts that fire at once does not wait for more samples.</summary>
    public static GroupPace Of(RuleGroup group, RuleOptions options) => new(
        group.Interval ?? options.Interval,
        FollowsSamples: group.Interval is null,
        group.IsUrgent ? options.CriticalGap : options.MinimumGap,
        options.MinimumGap,
        group.IsUrgent ? TimeSpan.Zero : UsualGather);
}
