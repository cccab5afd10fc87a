namespace PerfMonitor.Alerting.Receivers;

/// <summary>What came of handing a notification to a channel.</summary>
internal abstract record Outcome(string? Reason)
{
    /// <summary>The most characters that what a server says is kept with the delivery and shown.</summary>
    public const int LongestReason = 500;

    /// <param name="Reason">What is worth knowing although it arrived, for example recipients that were refused.</param>
    internal sealed record Delivered(string? Reason = null) : Outcome(Reason);

    /// <param name="Reason">Why it did not arrive this time.</param>
    /// <param name="After">How long the channel asks to be left alone.</param>
    /// <param name="Reached">Some of the recipients have it, and are not sent it again.</param>
    internal sealed record RetryLater(string Reason, TimeSpan? After = null, bool Reached = false) : Outcome(Reason);

    /// <param name="Reason">Why the same notification will never be taken.</param>
    internal sealed record Rejected(string Reason) : Outcome(Reason);
}
