using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// What the alerts of a rule come to, taken as they begin and end: all are counted, only the first are kept. A rule in noise fires a
/// million times a week, and a slider tries it at 60 thresholds.
/// </summary>
internal sealed class BacktestTally(string group, AlertRule rule, BacktestSteps steps, IncidentTimes incidents, int most)
{
    private readonly List<BacktestAlert> _kept = [];
    private readonly FiringTimes _firing = new(steps);

    // Open alerts, with their place among those that are kept; as many at most as an evaluation may have.
    private readonly Dictionary<SeriesId, (DateTimeOffset From, string? State, int? Place)> _open = [];
    private int _count;
    private int _outside;

    /// <summary>An alert has changed.</summary>
    public void Take(TimedTransition happened)
    {
        var (at, transition) = (happened.At, happened.Transition);
        if (transition.Step == AlertStep.Fired)
        {
            _count++;
            _open[transition.Alert.Fingerprint] = (at, transition.Alert.Labels[DerivedAlert.StateLabel], _kept.Count < most ? _kept.Count : null);
            if (_kept.Count < most)
            {
                _kept.Add(new BacktestAlert(AlertEvents.Fired(group, rule, transition, sampleAt: at), null));
            }
        }
        else if (transition.Step == AlertStep.Resolved && _open.Remove(transition.Alert.Fingerprint, out var open))
        {
            Count(open.From, at, open.State);
            if (open.Place is { } place)
            {
                _kept[place] = _kept[place] with { Resolved = AlertEvents.Resolved(rule.Key, transition, at) };
            }
        }
    }

    /// <summary>What there was until the end of the period, at which some fire still.</summary>
    public BacktestAlerts Close()
    {
        foreach (var (from, state, _) in _open.Values)
        {
            Count(from, null, state);
        }

        _open.Clear();
        return new BacktestAlerts(_count, _outside, _kept, _firing);
    }

    private void Count(DateTimeOffset from, DateTimeOffset? to, string? state)
    {
        _firing.Add(new FiringTime(from, to, state));
        _outside += incidents.Touch(from, to) ? 0 : 1;
    }
}
