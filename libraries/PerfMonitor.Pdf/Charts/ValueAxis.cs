using System.Globalization;

namespace PerfMonitor.Pdf.Charts;

/// <summary>The vertical axis: round numbers at even steps that cover all values.</summary>
internal sealed record ValueAxis(double Low, double High, IReadOnlyList<ValueTick> Ticks)
{
    // Steps a person reads at a glance, times a power of ten.
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    // Values closer than this, relative to their size, are one value: the ticks between them could not be told apart.
    private const double Indistinct = 1e-9;

    // What is smaller is zero for every unit; dividing it further would leave the range of numbers.
    private const double Nothing = 1e-100;

    // An axis that would end at 1000 ms is drawn in seconds.
    private const double FourDigits = 999.5;

    /// <param name="minimum">The least value to show.</param>
    /// <param name="maximum">The greatest value to show.</param>
    /// <param name="unit">Gives the multiple in which the steps are round, and the labels.</param>
    /// <param name="mostSteps">How many steps there is room for.</param>
    public static ValueAxis Cover(double minimum, double maximum, ValueUnit unit, int mostSteps)
    {
        var magnitude = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        if (maximum - minimum <= Math.Max(magnitude * Indistinct, Nothing))
        {
            maximum = minimum + (magnitude <= Nothing ? unit.ScaleFor(0).Factor : magnitude);
        }

        var scale = unit.ScaleFor(Math.Max(magnitude, maximum - minimum));
        var axis = Cover(minimum, maximum, scale, mostSteps);
        return axis.High / scale.Factor >= FourDigits ? Cover(minimum, maximum, unit.Next(scale), mostSteps) : axis;
    }

    private static ValueAxis Cover(double minimum, double maximum, UnitScale scale, int mostSteps)
    {
        var (low, high) = (minimum / scale.Factor, maximum / scale.Factor);
        var step = Step((high - low) / Math.Max(1, mostSteps));
        // A hair of tolerance, so that 0.3 / 0.1 counts as 3 and not as 4 steps.
        var first = (long)Math.Floor(low / step + 1e-9);
        var last = (long)Math.Ceiling(high / step - 1e-9);
        var pattern = Math.Max(Math.Abs(low), Math.Abs(high)) >= 1e6 ? "0.###e+0"
            : step % 1 == 0 ? "0"
            : "0." + new string('0', Decimals(step));
        var ticks = new List<ValueTick>();
        for (var i = first; i <= last; i++)
        {
            ticks.Add(new ValueTick(i * step * scale.Factor, (i * step).ToString(pattern, CultureInfo.InvariantCulture) + scale.Suffix));
        }

        return new ValueAxis(ticks[0].Value, ticks[^1].Value, ticks);
    }

    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Steps.First(step => step * power >= least * (1 - 1e-9)) * power;
    }

    private static int Decimals(double step)
    {
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        var shifted = step * Math.Pow(10, decimals);
        return Math.Abs(shifted - Math.Round(shifted)) > 1e-6 ? decimals + 1 : decimals;
    }
}

/// <summary>A mark of the vertical axis.</summary>
internal readonly record struct ValueTick(double Value, string Label);
