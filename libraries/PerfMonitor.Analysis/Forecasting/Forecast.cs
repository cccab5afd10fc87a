namespace PerfMonitor.Analysis.Forecasting;

/// <summary>A forecast with its interval and where it comes from.</summary>
/// <param name="StartMs">Time of the first point, one step after the last measured value; milliseconds since the Unix epoch, UTC.</param>
/// <param name="StepMs">Milliseconds from one point to the next.</param>
/// <param name="Points">The expected values, one a step.</param>
/// <param name="Lower">Lower bounds, one a step.</param>
/// <param name="Upper">Upper bounds, one a step.</param>
/// <param name="Level">Share of the values to come that lie between the bounds, as calibrated on the back-test.</param>
/// <param name="Seasons">Steps of each season that was used, ascending; empty when none was.</param>
/// <param name="Methods">Every method tried, heaviest first; empty for a constant series.</param>
/// <param name="Error">Mean absolute error of this combination in the back-test, in the unit of the series.</param>
/// <param name="Explanation">All of that in words.</param>
public sealed record Forecast(
    long StartMs,
    long StepMs,
    IReadOnlyList<double> Points,
    IReadOnlyList<double> Lower,
    IReadOnlyList<double> Upper,
    double Level,
    IReadOnlyList<int> Seasons,
    IReadOnlyList<MethodShare> Methods,
    double Error,
    string Explanation) : ForecastOutcome
{
    /// <summary>Time of a point.</summary>
    public long TimeMs(int index) => StartMs + (index * StepMs);
}
