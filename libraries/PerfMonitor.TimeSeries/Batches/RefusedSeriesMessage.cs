namespace PerfMonitor.TimeSeries;

/// <summary>
/// Tells who sends batches of series whose definitions were not taken in, because the history holds as many as it may: their samples would be stored,
/// and no query would find them. The body is a <see cref="SeriesIdList"/>. A message that is lost costs nothing but time: the series is defined, and refused, again.
/// </summary>
public static class RefusedSeriesMessage
{
    /// <summary>The fanout exchange; every sender has a queue of its own there.</summary>
    public const string Exchange = "series.refused";

    /// <summary>Most ids of a message.</summary>
    public const int MaxIds = 10_000;
}
