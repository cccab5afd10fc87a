namespace PerfMonitor.TimeSeries;

/// <summary>One measured value of a series.</summary>
/// <param name="TimestampMs">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Value">The value; NaN and the infinities are values too, see <see cref="StaleMarker"/>.</param>
public readonly record struct Sample(long TimestampMs, double Value);
