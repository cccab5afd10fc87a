namespace PerfMonitor.Analysis.Forecasting.Methods;

/// <summary>
/// Each step to come is the median of the same phase of the last seasons: what is usual at that hour. Spikes of single
/// days do not move it.
/// </summary>
/// <param name="season">Steps of the season, 2 or more.</param>
internal sealed class SeasonalMedian(int season) : IForecastMethod, IFittedMethod
{
    // A week of days; older ones say less about what comes.
    private const int MostCycles = 7;
    private const int LeastCycles = 2;

    public string Name => $"seasonal median {season}";

    public IFittedMethod? Fit(ReadOnlySpan<double> values) => values.Length >= LeastCycles * season ? this : null;

    public void Forecast(ReadOnlySpan<double> history, Span<double> points)
    {
        int cycles = Math.Min(MostCycles, history.Length / season);
        Span<double> same = stackalloc double[MostCycles];
        for (int i = 0; i < points.Length; i++)
        {
            if (i >= season)
            {
                points[i] = points[i - season];
                continue;
            }

            for (int c = 0; c < cycles; c++) same[c] = history[history.Length - ((c + 1) * season) + i];
            same[..cycles].Sort();
            points[i] = (same[(cycles - 1) / 2] + same[cycles / 2]) / 2;
        }
    }
}
