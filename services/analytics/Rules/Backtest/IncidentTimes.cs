namespace PerfMonitor.Analytics.Rules;

/// <summary>The times of all marked incidents, those that overlap as one, so that a million alerts are compared with them quickly. Pure.</summary>
internal sealed class IncidentTimes
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _times = [];

    public IncidentTimes(IEnumerable<MarkedIncident> incidents)
    {
        foreach (var incident in incidents.OrderBy(static incident => incident.From))
        {
            if (_times.Count > 0 && incident.From <= _times[^1].To)
            {
                _times[^1] = (_times[^1].From, incident.To > _times[^1].To ? incident.To : _times[^1].To);
            }
            else
            {
                _times.Add((incident.From, incident.To));
            }
        }
    }

    /// <summary>Whether a time, which goes on where it has no end, overlaps an incident.</summary>
    public bool Touch(DateTimeOffset from, DateTimeOffset? to)
    {
        // The first that is not over when the time begins.
        var (low, high) = (0, _times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _times[middle].To < from ? (middle + 1, high) : (low, middle);
        }

        return low < _times.Count && (to is null || _times[low].From <= to);
    }
}
