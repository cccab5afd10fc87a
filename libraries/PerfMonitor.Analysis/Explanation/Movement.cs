using MathNet.Numerics.Statistics;
using PerfMonitor.Analysis.Forecasting.Methods;

namespace PerfMonitor.Analysis.Explanation;

/// <summary>How a series moved about a moment.</summary>
/// <param name="Before">Its median over the time before, in its unit.</param>
/// <param name="Extreme">The value furthest from that around the moment.</param>
/// <param name="Deviations">How far that is, in robust standard deviations of the time before; infinite where it stood still before.</param>
public sealed record Movement(double Before, double Extreme, double Deviations)
{
    // Before the moment less than this says nothing of what is usual.
    private const int MinimumBefore = 12;

    /// <summary>Describes the movement at a point of the grid; null where there are too few points before it, or none around it.</summary>
    public static Movement? At(IReadOnlyList<double> values, int moment)
    {
        // What led up to the moment belongs to the movement.
        var reach = ChangeShape.Reach(values.Count);
        double[] before = [.. values.Take(Math.Max(0, moment - reach)).Where(double.IsFinite)];
        double[] around = [.. values.Skip(Math.Max(0, moment - reach)).Take((2 * reach) + 1).Where(double.IsFinite)];
        if (before.Length < MinimumBefore || around.Length == 0)
        {
            return null;
        }

        var median = before.Median();
        var extreme = around.MaxBy(value => Math.Abs(value - median));
        var spread = Median.ToDeviation * before.Select(value => Math.Abs(value - median)).Median();
        var distance = Math.Abs(extreme - median);
        return new Movement(median, extreme, distance == 0 ? 0 : distance / spread);
    }
}
