namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Time in which nobody evaluated the rules: all instances were down, rules were held, or the machine slept. Nobody knows whether conditions
/// held in it, so alerts move on by it. Pure.
/// </summary>
internal static class UnwatchedTime
{
    /// <summary>
    /// Twice as long as the moment of the last evaluation may be old in the database: when another instance takes over, which it does within
    /// about a second, nothing moves.
    /// </summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(10);

    /// <summary>The alerts that move, by the keys of their rules.</summary>
    /// <param name="groups">The groups in force.</param>
    /// <param name="alerts">The alerts of a rule.</param>
    /// <param name="unwatched">How long ago rules were evaluated last.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<(string RuleKey, AlertInstance Alert)> Moved(
        IEnumerable<RuleGroup> groups, Func<string, IEnumerable<AlertInstance>> alerts, TimeSpan unwatched, DateTimeOffset now) =>
        unwatched <= Tolerated
            ? []
            : [.. from rule in groups.Where(one => Missed(one, unwatched)).SelectMany(static one => one.Rules).OfType<AlertRule>()
                  from alert in alerts(rule.Key)
                  let moved = AlertStateMachine.Skip(alert, unwatched, now)
                  where moved is not null
                  select (rule.Key, moved)];

    // A group with a long interval would not have looked in between either.
    private static bool Missed(RuleGroup group, TimeSpan unwatched) => group.Interval is not { } interval || unwatched > interval;
}
