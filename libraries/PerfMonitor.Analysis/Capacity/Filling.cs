using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Capacity;

/// <summary>When something that has a size is full: a disk, a pool, a quota.</summary>
public static class Filling
{
    // A step so coarse that the horizon has about this many: daily waves stay visible over weeks, and growth is not lost in noise.
    private const int WantedSteps = 168;

    /// <summary>Forecasts how much is used up to a horizon and reads when that reaches the size.</summary>
    /// <param name="used">How much is used, in the unit of the size.</param>
    /// <param name="size">How much there is, above 0.</param>
    /// <param name="horizon">How far to look, above 0.</param>
    public static Reach Of(RegularSeries used, double size, TimeSpan horizon)
    {
        int merged = (int)Math.Max(1, horizon.TotalMilliseconds / used.StepMs / WantedSteps);
        var coarse = Coarsening.ByLargest(used, merged);
        int steps = (int)Math.Clamp(Math.Ceiling(horizon.TotalMilliseconds / coarse.StepMs), 1, ForecastSettings.MostSteps);
        var settings = new ForecastSettings(steps) { Least = 0 };
        return TimeToThreshold.Of(used, Forecaster.Run(coarse, settings), new Threshold(size, ThresholdSide.FromBelow));
    }
}
