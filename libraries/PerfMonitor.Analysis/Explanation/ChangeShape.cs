using MathNet.Numerics.Statistics;

namespace PerfMonitor.Analysis.Explanation;

/// <summary>
/// A series over a window, made comparable with others: its levels and its changes, each with mean 0 and length 1, so that a
/// correlation is a sum of products.
/// </summary>
internal sealed class ChangeShape
{
    // A change is looked for over a twentieth of the window: over one point it would drown in noise.
    private const int ChangesPerWindow = 20;

    private ChangeShape(double[] levels, double[] changes) => (Levels, Changes) = (levels, changes);

    public double[] Levels { get; }

    public double[] Changes { get; }

    /// <summary>Points over which a change is looked for.</summary>
    public static int Reach(int points) => Math.Max(1, points / ChangesPerWindow);

    /// <summary>The shape of a series on the grid of the window; null where half of it or more is missing, or it does not move.</summary>
    public static ChangeShape? Of(ReadOnlySpan<double> values)
    {
        if (Fill(values) is not { } filled)
        {
            return null;
        }

        var reach = Reach(filled.Length);
        var changes = new double[filled.Length];
        for (var i = reach; i < filled.Length; i++)
        {
            changes[i] = filled[i] - filled[i - reach];
        }

        return Normalize(filled, filled) && Normalize(changes, changes.AsSpan(reach)) ? new ChangeShape(filled, changes) : null;
    }

    /// <summary>The same shape with its end put in front, by a number of points: as much of it, at other times.</summary>
    public ChangeShape Turned(int points) => new(Turn(Levels, points), Turn(Changes, points));

    // A gap keeps the last value, as a chart would show it.
    private static double[]? Fill(ReadOnlySpan<double> values)
    {
        var filled = values.ToArray();
        var missing = 0;
        var last = double.NaN;
        for (var i = 0; i < filled.Length; i++)
        {
            if (double.IsFinite(filled[i]))
            {
                last = filled[i];
            }
            else
            {
                missing++;
                filled[i] = last;
            }
        }

        if (2 * missing >= filled.Length)
        {
            return null;
        }

        var first = Array.FindIndex(filled, double.IsFinite);
        filled.AsSpan(0, first).Fill(filled[first]);
        return filled;
    }

    private static bool Normalize(double[] owner, Span<double> values)
    {
        var (mean, square) = (0.0, 0.0);
        foreach (var value in values)
        {
            mean += value;
        }

        mean /= values.Length;
        foreach (var value in values)
        {
            square += (value - mean) * (value - mean);
        }

        // What is left of a constant after rounding is no movement.
        var length = Math.Sqrt(square);
        if (!(length > 1e-9 * Math.Max(Math.Abs(mean), owner.MaximumAbsolute()) * Math.Sqrt(values.Length)) || !double.IsFinite(length))
        {
            return false;
        }

        foreach (ref var value in values)
        {
            value = (value - mean) / length;
        }

        return true;
    }

    private static double[] Turn(double[] values, int points) => [.. values[^points..], .. values[..^points]];
}
