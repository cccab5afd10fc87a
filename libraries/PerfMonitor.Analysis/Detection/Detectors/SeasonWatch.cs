namespace PerfMonitor.Analysis.Detection;

/// <summary>
/// Keeps a series on a grid of time and searches it for seasons now and then. Searching costs n²/6 multiplications, so it is
/// done when the history has grown by a quarter, and when it is full, each time all of it is new.
/// </summary>
/// <param name="widthMs">Width of a place of the grid.</param>
/// <param name="places">Places kept.</param>
/// <param name="constants">What makes a season.</param>
internal sealed class SeasonWatch(long widthMs, int places, DetectorConstants constants)
{
    private const int FirstSearch = 48;

    private readonly GridHistory _history = new(widthMs, places);
    private int _sinceSearch;
    private int _nextSearch = FirstSearch;

    /// <summary>Takes a value in; the periods in milliseconds when it was time to search and there are any, at most two.</summary>
    public IReadOnlyList<long> Observe(long timestampMs, double value)
    {
        if (!_history.Add(timestampMs, value) || ++_sinceSearch < _nextSearch) return [];
        _sinceSearch = 0;
        double[] means = _history.ToArray();
        _nextSearch = means.Length < places ? means.Length / 4 : places;
        int first = SeasonSearch.Period(means, constants);
        if (first == 0) return [];
        int second = SeasonSearch.Period(SeasonSearch.WithoutSeason(means, first), constants);
        return second == 0 ? [first * widthMs] : [first * widthMs, second * widthMs];
    }
}
