namespace PerfMonitor.Analysis.Forecasting;

/// <summary>What is to be forecast.</summary>
/// <param name="Horizon">Steps ahead, 1 to <see cref="MostSteps"/>.</param>
public sealed record ForecastSettings(int Horizon)
{
    /// <summary>Most steps ahead.</summary>
    public const int MostSteps = 2016;

    /// <summary>Steps of the shortest season when it is known, such as 24 for a day of hours; 1 for none; null to find it in the data.</summary>
    public int? Season { get; init; }

    /// <summary>Share of the values to come that the interval shall hold, from 0.5 to 0.999; 0.95 by default.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>The least value that can be, such as 0 for a size. By default 0 when the history has no negative value.</summary>
    public double? Least { get; init; }

    /// <summary>The largest value that can be, such as 100 for a percentage; null for no bound.</summary>
    public double? Largest { get; init; }
}
