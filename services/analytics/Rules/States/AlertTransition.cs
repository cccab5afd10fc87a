namespace PerfMonitor.Analytics.Rules;

/// <summary>A step in the life of an alert.</summary>
internal enum AlertStep
{
    /// <summary>The condition began to hold; the rule asks for more time.</summary>
    BecamePending,

    /// <summary>The condition stopped holding before the alert fired.</summary>
    Withdrawn,

    /// <summary>The condition has held for long enough.</summary>
    Fired,

    /// <summary>The condition no longer holds; the rule keeps the alert firing for a while.</summary>
    KeptFiring,

    /// <summary>The condition holds again while the rule kept the alert firing.</summary>
    ConditionReturned,

    /// <summary>The alert ended.</summary>
    Resolved,

    /// <summary>The alert had ended before; now none of its beginnings counts any more.</summary>
    Forgotten,
}

/// <summary>
/// A change of one alert, with its reason in words: the alert after the change (before it, where the change ended it), and what
/// the evaluation saw of it (null where the condition does not hold).
/// </summary>
internal sealed record AlertTransition(AlertStep Step, AlertInstance Alert, AlertObservation? Seen, string Reason)
{
    /// <summary>What is remembered of an alert that ended, where a flap limit counts its beginnings.</summary>
    public AlertInstance? Rest { get; init; }

    /// <summary>Whether the alert is gone afterwards.</summary>
    public bool Ends => Step is AlertStep.Withdrawn or AlertStep.Resolved or AlertStep.Forgotten;

    /// <summary>Whether the bus hears of it.</summary>
    public bool IsEvent => Step is AlertStep.Fired or AlertStep.Resolved;
}
