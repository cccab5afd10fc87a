using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>How far an alert has come.</summary>
internal enum AlertState
{
    /// <summary>The condition holds, but not yet for as long as the rule asks.</summary>
    Pending,

    /// <summary>The alert has fired and not resolved.</summary>
    Firing,

    /// <summary>The alert is over; it is remembered for its beginnings alone, which tell whether it flaps.</summary>
    Resting,
}

/// <summary>One alert of a rule that is pending or firing, or of which a flap limit still counts the beginnings; any other does not exist.</summary>
internal sealed record AlertInstance
{
    /// <summary>The labels that identify the alert, <c>alertname</c> among them.</summary>
    public required LabelSet Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    /// <summary>The value when the condition was last seen to hold.</summary>
    public required double Value { get; init; }

    public required AlertState State { get; init; }

    /// <summary>Since when the condition holds without a break.</summary>
    public required DateTimeOffset ActiveSince { get; init; }

    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>Since when the condition no longer holds, while the rule keeps the alert firing.</summary>
    public DateTimeOffset? KeepFiringSince { get; init; }

    /// <summary>When the alert began to fire, or its condition returned; kept only where the rule has a flap limit, and as many as that counts.</summary>
    public IReadOnlyList<DateTimeOffset> Starts { get; init; } = [];

    /// <summary>The series of the expression's result that the alert was last made of; not stored, so null until it is seen again after a restart.</summary>
    public LabelSet? Series { get; init; }

    public SeriesId Fingerprint => Labels.Id;

    /// <summary>Whether there is an alert for people to see.</summary>
    public bool IsActive => State != AlertState.Resting;
}

/// <summary>What an evaluation saw of one alert whose condition holds, and the series of the expression's result that it was made of.</summary>
internal sealed record AlertObservation(LabelSet Labels, IReadOnlyDictionary<string, string> Annotations, double Value, LabelSet Series);
