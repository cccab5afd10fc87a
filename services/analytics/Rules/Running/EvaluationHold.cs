using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Whether rules can be judged now. After an outage the newest samples still wait on the bus: a rule evaluated before they are in
/// would see series end that did not, resolve its alert, and fire again a moment later. So rules are held while the bus is away,
/// and while a backlog is being worked off, but that for <see cref="LongestBacklog"/> at most. Pure; the moments are parameters.
/// </summary>
internal sealed class EvaluationHold
{
    /// <summary>A newest delivery older than this is part of a backlog.</summary>
    public static readonly TimeSpan BacklogLag = TimeSpan.FromSeconds(15);

    /// <summary>A bus that delivers nothing for this long has nothing waiting.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>The longest that a backlog holds rules: a sender's wrong clock looks like one.</summary>
    public static readonly TimeSpan LongestBacklog = TimeSpan.FromMinutes(2);

    private DateTimeOffset? _connectedSince;
    private DateTimeOffset? _backlogSince;

    /// <summary>Why rules are held at a moment; null where they are not.</summary>
    public string? Reason(bool busIsConnected, TimeSpan newestLag, DateTimeOffset newestAt, DateTimeOffset now)
    {
        if (!busIsConnected)
        {
            (_connectedSince, _backlogSince) = (null, null);
            return "rules are held: the bus is not connected, no samples come in";
        }

        _connectedSince ??= now;
        if (now - _connectedSince < Quiet && newestAt < _connectedSince)
        {
            return "rules are held: the bus has just been connected, samples may be waiting on it";
        }

        if (newestLag <= BacklogLag || now - newestAt >= Quiet)
        {
            _backlogSince = null;
            return null;
        }

        _backlogSince ??= now;
        return now - _backlogSince < LongestBacklog
            ? $"rules are held: samples that waited on the bus are being taken in, the newest is {DurationText.Format((long)newestLag.TotalMilliseconds)} old"
            : null;
    }
}
