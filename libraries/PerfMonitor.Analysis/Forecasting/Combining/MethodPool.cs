using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Forecasting.Combining;

/// <summary>
/// The methods that are tried on a series: each one without seasons, with the first, and with both, because a season in
/// the data need not be the better forecast; those with seasons with outliers clipped too, because a burst may teach them wrong; and each of
/// those on logarithms where no value is negative. Beside them stand the naive methods and medians of short and long windows,
/// for series of spikes and levels.
/// </summary>
internal static class MethodPool
{
    private static readonly int[] MedianWindows = [12, 48, 168];

    /// <summary>The methods; never empty.</summary>
    /// <param name="seasons">Steps of each season, ascending.</param>
    /// <param name="logarithms">Whether methods on logarithms are tried.</param>
    public static IReadOnlyList<IForecastMethod> For(IReadOnlyList<int> seasons, bool logarithms)
    {
        List<IForecastMethod> methods = [new Drift(), .. seasons.Prepend(1).Select(season => new SeasonalNaive(season))];
        methods.AddRange(seasons.Select(season => new SeasonalMedian(season)));
        methods.AddRange(MedianWindows.Select(window => new RecentMedian(window)));
        for (int count = 0; count <= seasons.Count; count++)
        {
            int[] used = [.. seasons.Take(count)];
            IForecastMethod[] family = [new ExponentialSmoothing(used), new Theta(used), new SeasonalAutoregression(used)];
            if (count > 0) family = [.. family, .. family.Select(method => new Clipped(method, used))];
            methods.AddRange(family);
            if (logarithms) methods.AddRange(family.Select(method => new LogScale(method)));
        }

        return methods;
    }
}
