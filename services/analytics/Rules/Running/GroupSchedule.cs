namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// When a group is evaluated. With an interval of its own: at that interval. Without: at the general one, and besides when new
/// samples of a series it reads have arrived, or an alert's time has run, but not more often than a gap. An evaluation is paid for by
/// a rest nine times as long; <see cref="Credit"/> of rest may be owed before the gap grows from the lower bound to the upper, so that a
/// group touched now and then is evaluated at once, and one touched all the time takes a tenth of a core. Pure; the moments are parameters.
/// </summary>
/// <param name="pace">How often.</param>
/// <param name="records">Whether the group records, which it does on multiples of the interval; where it does not, any turn is as good as a regular one.</param>
internal sealed class GroupSchedule(GroupPace pace, bool records)
{
    private const int Rest = 9;

    /// <summary>Rest that may be owed: two evaluations of 50 ms.</summary>
    private static readonly TimeSpan Credit = TimeSpan.FromMilliseconds(900);

    // Owed at the beginning of the last turn, and what that turn added.
    private TimeSpan _owed;
    private TimeSpan _added;
    private DateTimeOffset _regularDue = DateTimeOffset.MinValue;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private DateTimeOffset _deadline = DateTimeOffset.MaxValue;
    private DateTimeOffset? _touched;

    /// <summary>New samples of a series that the group reads have arrived.</summary>
    public void Touch(DateTimeOffset now) => _touched ??= pace.FollowsSamples ? now : null;

    /// <summary>
    /// An alert's time runs out at the moment: it fires or ends if its condition has not changed until then. One that the last turn has come to
    /// and that is still there belongs to a rule that fails, and waits for the next turn there is anyway.
    /// </summary>
    public void WakeAt(DateTimeOffset deadline) => _deadline = pace.FollowsSamples && deadline > _last ? deadline : DateTimeOffset.MaxValue;

    /// <summary>Whether an alert's time runs out before the next regular turn.</summary>
    public bool WakesEarly => _deadline < _regularDue;

    /// <summary>An evaluation took so long.</summary>
    public void Took(TimeSpan duration) => _added = duration * Rest;

    /// <summary>When the last turn began.</summary>
    public DateTimeOffset LastTurn => _last;

    /// <summary>Whether samples wait for the next turn.</summary>
    public bool IsTouched => _touched is not null;

    /// <summary>When to look again.</summary>
    public DateTimeOffset NextDue
    {
        get
        {
            var extra = _touched is { } touched ? Later(_last + Gap, touched + pace.Gather) : _deadline;
            return extra < _regularDue ? extra : _regularDue;
        }
    }

    /// <summary>The multiple of the interval at or before a moment, at which recordings are made.</summary>
    public DateTimeOffset Align(DateTimeOffset now) => new(now.Ticks - (now.Ticks % pace.Interval.Ticks), TimeSpan.Zero);

    private TimeSpan Gap
    {
        get
        {
            var rest = _owed + _added - Credit;
            return rest < pace.ShortestGap ? pace.ShortestGap : rest > pace.LongestGap ? pace.LongestGap : rest;
        }
    }

    /// <summary>What to do at a moment.</summary>
    public Turn Take(DateTimeOffset now)
    {
        if (now < NextDue)
        {
            return Turn.None;
        }

        var turn = now >= _regularDue ? Turn.Regular : Turn.Extra;
        if (turn == Turn.Regular)
        {
            // On multiples of the interval, so that recorded samples are evenly spaced; a turn that came late skips those missed.
            _regularDue = Align(now) + pace.Interval;
        }
        else if (!records)
        {
            _regularDue = now + pace.Interval;
        }

        // No more is owed than is ever waited for: a slow group's debt ends with its slowness.
        var rested = _owed + _added - (now - _last);
        _owed = rested < TimeSpan.Zero || _last == DateTimeOffset.MinValue ? TimeSpan.Zero : rested < Credit + pace.LongestGap ? rested : Credit + pace.LongestGap;
        (_added, _last, _touched, _deadline) = (TimeSpan.Zero, now, null, DateTimeOffset.MaxValue);
        return turn;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>Why a group is evaluated.</summary>
internal enum Turn
{
    None,

    /// <summary>Its interval is over: alerts and recordings.</summary>
    Regular,

    /// <summary>New samples have arrived, or an alert's time has run: alerts only, as recordings keep their spacing.</summary>
    Extra,
}
