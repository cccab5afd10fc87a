namespace PerfMonitor.Analysis.Forecasting.Grids;

/// <summary>Values on a regular grid of time: what the forecasters, trend tests and capacity estimates read.</summary>
/// <param name="StartMs">Time of the first value, milliseconds since the Unix epoch, UTC.</param>
/// <param name="StepMs">Milliseconds from one value to the next, above 0.</param>
/// <param name="Values">One value a step; NaN (or an infinity) is a gap.</param>
public sealed record RegularSeries(long StartMs, long StepMs, IReadOnlyList<double> Values)
{
    /// <summary>Time of the value at an index; indexes past the end are the steps to come.</summary>
    public long TimeMs(int index) => StartMs + (index * StepMs);
}
