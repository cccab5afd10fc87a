namespace PerfMonitor.Web.Live.Watching;

/// <summary>
/// Judges alerting by the heartbeats that came through it. Its age counts from when a heartbeat was sent, so one that lay on the bus
/// for hours proves nothing. The moments are parameters.
/// </summary>
internal sealed class AlertingWatch(TimeSpan patience, DateTimeOffset startedAt)
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _heartbeatAt;
    private AlertingState _state = new(AlertingState.Unknown, startedAt, null, null);

    public AlertingState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>A heartbeat came through.</summary>
    public void Heard(DateTimeOffset sentAt)
    {
        lock (_gate)
        {
            if (_heartbeatAt is null || sentAt > _heartbeatAt)
            {
                _heartbeatAt = sentAt;
            }
        }
    }

    /// <summary>Looks at a moment; returns whether the status has changed.</summary>
    public bool Look(DateTimeOffset now)
    {
        lock (_gate)
        {
            var before = _state.Status;
            var status = now - (_heartbeatAt ?? startedAt) > patience ? AlertingState.Broken : _heartbeatAt is null ? AlertingState.Unknown : AlertingState.Ok;
            _state = new AlertingState(status, status == before ? _state.Since : now, _heartbeatAt, status == AlertingState.Broken ? Reason() : null);
            return status != before;
        }
    }

    private string Reason()
    {
        var last = _heartbeatAt is { } at ? $"the last heartbeat that came through was sent at {AlertingState.Words(at)}" : "no heartbeat has come through";
        return $"Alerts may not reach anybody: {last}. Look at analytics (rules), RabbitMQ, PostgreSQL and alerting.";
    }
}
