namespace PerfMonitor.Web.Live.Overview;

/// <summary>The points of the last minute; at most 60, one a second.</summary>
internal sealed class OverviewHistory
{
    public const int Capacity = 60;

    private static readonly long SpanMs = (long)TimeSpan.FromSeconds(Capacity).TotalMilliseconds;
    private readonly List<OverviewPoint> _points = new(Capacity + 1);

    public IReadOnlyList<OverviewPoint> Points => _points;

    /// <summary>Adds a point. A second one of the same second replaces the first.</summary>
    public void Add(OverviewPoint point)
    {
        _points.RemoveAll(known => known.Timestamp == point.Timestamp);
        _points.Add(point);
        Trim(point.Timestamp);
    }

    /// <summary>Replaces everything by what was read back.</summary>
    public void Reload(IEnumerable<OverviewPoint> points, long now)
    {
        _points.Clear();
        _points.AddRange(points.OrderBy(point => point.Timestamp));
        Trim(now);
    }

    private void Trim(long now)
    {
        _points.RemoveAll(point => point.Timestamp <= now - SpanMs);
        if (_points.Count > Capacity)
            _points.RemoveRange(0, _points.Count - Capacity);
    }
}
