namespace PerfMonitor.Alerting.Actions;

/// <summary>A number that must have fallen after the action.</summary>
internal sealed class PostCondition
{
    /// <summary>PromQL with one value.</summary>
    public string Query { get; init; } = "";

    /// <summary>An address that answers with a number, or with JSON that has one in <see cref="Field"/>.</summary>
    public string Url { get; init; } = "";

    public string Field { get; init; } = "";

    /// <summary>The value must be at most this; left out: no bound of its own.</summary>
    public double? AtMost { get; init; }

    /// <summary>The value's size must be at most this share of what it was before the action; of a short position both are negative.</summary>
    public double? AtMostOfBefore { get; init; }

    /// <summary>How long it may take until it is. Default: 1 min.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the value is where it must be; a value that is not known is not.</summary>
    public bool Holds(double? before, double? after) =>
        after is { } value && (AtMost is not { } most || value <= most) && (AtMostOfBefore is not { } share || (before is { } was && Math.Abs(value) <= share * Math.Abs(was)));
}
