using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>One row of <c>history.rollups_1m</c> or <c>history.rollups_1h</c>: the buckets of one series in one block.</summary>
internal readonly record struct RollupRow(SeriesId SeriesId, long BlockMs, RollupWorth Worth, byte[] Data);

/// <summary>What a row answers exactly, or a question needs.</summary>
/// <param name="Exactness">What its buckets tell.</param>
/// <param name="HasStaleMarkers">Whether stale markers are among what it stands for; then it tells no value at a moment.</param>
internal readonly record struct RollupWorth(RollupExactness Exactness, bool HasStaleMarkers)
{
    /// <summary>As the column <c>exactness</c> has it: below zero with stale markers, which builds that do not know of them take for no exactness at all.</summary>
    public short Stored => (short)(HasStaleMarkers ? -1 - (int)Exactness : (int)Exactness);

    public static RollupWorth Of(short stored) => stored < 0 ? new((RollupExactness)(-1 - stored), true) : new((RollupExactness)stored, false);
}
