using System.Globalization;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Grids;

namespace PerfMonitor.Analysis.Capacity;

/// <summary>How many instances to run for what is forecast.</summary>
/// <param name="Instances">How many.</param>
/// <param name="Now">How many run.</param>
/// <param name="Needed">When the load reaches the wanted utilisation of those that run now.</param>
/// <param name="Reason">In words, with what it rests on.</param>
public sealed record Scaling(int Instances, int Now, Reach Needed, string Reason)
{
    /// <summary>
    /// Advises from the utilisation of the instances that run: as many as keep the upper bound of the peak at the wanted
    /// utilisation, ⌈now · peak / wanted⌉, if the load spreads evenly. Without a forecast nothing is changed, and the reason says why.
    /// </summary>
    /// <param name="utilisation">Mean utilisation of the instances, 0 to 1.</param>
    /// <param name="outcome">Its forecast.</param>
    /// <param name="now">Instances that run, 1 or more.</param>
    /// <param name="wanted">Utilisation that the peak may reach, above 0, 1 at most.</param>
    public static Scaling For(RegularSeries utilisation, ForecastOutcome outcome, int now, double wanted = Allocation.DefaultUtilisation)
    {
        var needed = TimeToThreshold.Of(utilisation, outcome, new Threshold(wanted, ThresholdSide.FromBelow));
        if (outcome is not Forecast forecast) return new Scaling(now, now, needed, $"leave {now} instances: {needed.Reason}");
        double peak = forecast.Upper.Max();
        int instances = Math.Max(1, (int)Math.Ceiling(now * peak / wanted));
        string advice = instances > now ? $"run {instances} instances instead of {now}" : instances < now ? $"{instances} instead of {now} instances would do" : $"{now} instances are right";
        return new Scaling(instances, now, needed, string.Create(
            CultureInfo.InvariantCulture,
            $"{advice}: utilisation peaks at {forecast.Points.Max():P0}, {peak:P0} at most ({forecast.Level:P0}), where {wanted:P0} is wanted; {needed.Reason}"));
    }
}
