using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Replay;

/// <summary>How far the escalations of replayed alerts have come: what the database holds of them, in memory. Nobody acknowledges.</summary>
internal sealed class ReplayedEscalations(ContactBook book, IReadOnlySet<string> channels)
{
    private readonly Dictionary<long, EscalationState> _states = [];
    private readonly PriorityQueue<long, DateTimeOffset> _due = new();

    /// <summary>When the next step is due; null where none is.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            // A place in the queue outlives a step that was moved or an escalation that ended.
            while (_due.TryPeek(out var alert, out var at))
            {
                if (_states.GetValueOrDefault(alert)?.NextAt == at)
                {
                    return at;
                }

                _due.Dequeue();
            }

            return null;
        }
    }

    /// <summary>The alert whose step is due next.</summary>
    public long Next => _due.Peek();

    public void Begin(Alert alert) => Keep(EscalationState.Begin(alert.Id, alert.StartsAt, book.PolicyOf(alert.Labels)));

    /// <summary>What happens to an alert's escalation at a moment.</summary>
    public IReadOnlyList<EscalationMessage> Move(Alert alert, Hold? hold, DateTimeOffset now)
    {
        if (!_states.TryGetValue(alert.Id, out var state) || state.Phase is EscalationPhase.None or EscalationPhase.Closed)
        {
            return [];
        }

        var move = EscalationMove.Decide(new EscalationTurn(alert, state, hold), book, channels, now);
        Keep(move.Next);
        return move.Messages;
    }

    private void Keep(EscalationState state)
    {
        _states[state.AlertId] = state;
        if (state.NextAt is { } at)
        {
            _due.Enqueue(state.AlertId, at);
        }
    }
}
