namespace PerfMonitor.Web.Live.Clients;

/// <summary>How many messages a client may send: a burst, refilled steadily.</summary>
internal sealed class MessageBudget(int burst, double perSecond, DateTimeOffset start)
{
    private double _left = burst;
    private DateTimeOffset _last = start;

    public bool TrySpend(DateTimeOffset now)
    {
        _left = Math.Min(burst, _left + ((now - _last).TotalSeconds * perSecond));
        _last = now;
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
