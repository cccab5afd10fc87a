using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Forecasting.Combining;

/// <summary>
/// Rolling-origin evaluation: a method learns from the first part of the series only, then forecasts from one origin
/// after another in the held-back part, always with what lay before that origin. All forecasts of a test stand in one
/// row, origin after origin, so that rows of several methods can be compared and added.
/// </summary>
internal sealed class BackTest
{
    // More origins narrow the estimate little, because neighbouring ones share nearly all their values.
    private const int MostOrigins = 24;

    private readonly int[] _origins, _lengths;

    private BackTest(int held, int[] origins, int[] lengths)
    {
        Held = held;
        _origins = origins;
        _lengths = lengths;
        Steps = [.. lengths.SelectMany(length => Enumerable.Range(1, length))];
    }

    /// <summary>Values that are held back from learning.</summary>
    public int Held { get; }

    /// <summary>How many forecasts are made.</summary>
    public int Origins => _origins.Length;

    /// <summary>How many steps ahead each place of a row is; 1 is the first.</summary>
    public IReadOnlyList<int> Steps { get; }

    /// <summary>
    /// Holds back five horizons, or one season and a horizon, but never more than 40 % of the series: with two horizons a single
    /// burst could fill the test and choose the methods that like bursts. The last origin
    /// leaves a whole horizon, or half of what is held back where that is less; forecasts are cut at the end of the series.
    /// </summary>
    /// <param name="length">Values in the series, 4 or more.</param>
    /// <param name="horizon">Steps of each forecast.</param>
    /// <param name="longestSeason">Steps of the longest season; 1 when there is none.</param>
    public static BackTest Plan(int length, int horizon, int longestSeason)
    {
        int held = Math.Min(Math.Max(5 * horizon, longestSeason + horizon), length * 2 / 5);
        int first = length - held;
        int last = length - Math.Min(horizon, (held + 1) / 2);
        int stride = (last - first + MostOrigins) / MostOrigins;
        int[] origins = [.. Enumerable.Range(0, ((last - first) / stride) + 1).Select(i => last - (i * stride)).Reverse()];
        return new BackTest(held, origins, [.. origins.Select(origin => Math.Min(horizon, length - origin))]);
    }

    /// <summary>The row of a method; null when it cannot learn from the first part or gives no finite forecast.</summary>
    public double[]? Run(IForecastMethod method, ReadOnlySpan<double> values)
    {
        if (method.Fit(values[.._origins[0]]) is not { } fitted) return null;
        var row = new double[Steps.Count];
        for (int i = 0, at = 0; i < _origins.Length; at += _lengths[i++])
        {
            fitted.Forecast(values[.._origins[i]], row.AsSpan(at, _lengths[i]));
        }

        return Array.TrueForAll(row, double.IsFinite) ? row : null;
    }

    /// <summary>What came, in the order of the rows.</summary>
    public double[] Actual(ReadOnlySpan<double> measured)
    {
        var row = new double[Steps.Count];
        for (int i = 0, at = 0; i < _origins.Length; at += _lengths[i++])
        {
            measured.Slice(_origins[i], _lengths[i]).CopyTo(row.AsSpan(at));
        }

        return row;
    }
}
