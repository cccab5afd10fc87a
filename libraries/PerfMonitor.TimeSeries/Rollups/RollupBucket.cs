namespace PerfMonitor.TimeSeries;

/// <summary>
/// What is kept of the samples of one series in one span of time <c>(k·r, (k+1)·r]</c>, r being the resolution: open on the left
/// like a window of PromQL, so that a window whose edges are multiples of r takes in whole buckets. Stale markers are left out.
/// </summary>
/// <param name="FirstMs">When the first sample was taken, milliseconds since the Unix epoch.</param>
/// <param name="LastMs">When the last sample was taken.</param>
/// <param name="Count">How many samples there were, at least one.</param>
/// <param name="First">The first sample's value; the last one's where the roll-up does not tell growth.</param>
/// <param name="Last">The last sample's value.</param>
/// <param name="Min">The smallest value; NaN only where there is no number.</param>
/// <param name="Max">The largest value; NaN only where there is no number.</param>
/// <param name="Sum">The sum of the values, compensated.</param>
/// <param name="Falls">
/// The sum of the values that a smaller one followed: what a counter had reached each time it began anew, so that its growth in
/// the bucket is <c>Last − First + Falls</c>. 0 where the roll-up does not tell growth.
/// </param>
public readonly record struct RollupBucket(long FirstMs, long LastMs, int Count, double First, double Last, double Min, double Max, double Sum, double Falls);
