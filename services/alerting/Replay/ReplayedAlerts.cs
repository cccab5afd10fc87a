using System.Collections.Immutable;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Replay;

/// <summary>What the database holds of alerts, in memory. As many as the replay has events.</summary>
internal sealed class ReplayedAlerts
{
    private readonly Dictionary<long, Alert> _alerts = [];
    private readonly Dictionary<Guid, long> _byEvent = [];
    private readonly Dictionary<string, long> _openByFingerprint = [];
    private readonly SortedDictionary<long, Alert> _open = [];
    private readonly Dictionary<long, ImmutableList<FiringRule>> _rules = [];

    public Alert this[long id] => _alerts[id];

    /// <summary>Those that are open, the oldest first.</summary>
    public IEnumerable<Alert> Open => _open.Values;

    /// <summary>What is known of the alert that something is said about. Events come in the order of their times: no end comes early.</summary>
    public Known Know(AlertEvent happened)
    {
        var episode = _byEvent.TryGetValue(happened.FiredEventId, out var began) ? _alerts[began] : null;
        var open = _openByFingerprint.TryGetValue(happened.Fingerprint, out var id) ? _alerts[id] : null;
        return new Known(episode, open, EarlyEnd: null, open is null ? [] : _rules[open.Id]);
    }

    /// <summary>An episode begins; returns it with its id.</summary>
    public Alert Begin(Alert alert, FiringRule by)
    {
        alert = alert with { Id = _alerts.Count + 1 };
        _rules[alert.Id] = [by with { AlertId = alert.Id }];
        _byEvent[alert.FiredEventId] = alert.Id;
        Save(alert);
        return alert;
    }

    /// <summary>An episode has changed.</summary>
    public void Save(Alert alert)
    {
        _alerts[alert.Id] = alert;
        if (alert.IsOpen)
        {
            (_open[alert.Id], _openByFingerprint[alert.Fingerprint]) = (alert, alert.Id);
        }
        else if (_open.Remove(alert.Id))
        {
            _openByFingerprint.Remove(alert.Fingerprint);
        }
    }

    /// <summary>The rules that fire an alert have changed.</summary>
    public void Save(RuleTurn turn)
    {
        foreach (var rule in turn.Rules)
        {
            var others = _rules[rule.AlertId].RemoveAll(other => other.FiredEventId == rule.FiredEventId);
            _rules[rule.AlertId] = rule.EndedAt is null ? others.Add(rule) : others;
            _byEvent[rule.FiredEventId] = rule.AlertId;
        }
    }
}
