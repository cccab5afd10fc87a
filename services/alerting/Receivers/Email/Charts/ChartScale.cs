namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>The vertical axis of a chart: round numbers that hold all values.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Ticks">Where lines are drawn, ends included.</param>
internal sealed record ChartScale(double Low, double High, IReadOnlyList<double> Ticks)
{
    private const int AboutTicks = 4;

    /// <summary>Steps of 1, 2 or 5 times a power of ten (P. Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990). What is flat lies in the middle.</summary>
    public static ChartScale Of(IEnumerable<double> values)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        // From 0 where that does not flatten what there is to see.
        low = low > 0 && low < high * 0.6 ? 0 : low;
        high = high < 0 && high > low * 0.6 ? 0 : high;
        if (high - low <= Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-9)
        {
            var around = low == 0 ? 1 : Math.Abs(low) / 2;
            (low, high) = (low - around, high + around);
        }

        var step = Nice((high / AboutTicks) - (low / AboutTicks));
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        return new ChartScale(first * step, last * step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(tick => (first + tick) * step)]);
    }

    /// <summary>How far up a value lies, 0 to 1.</summary>
    public double Place(double value) => (value / (High - Low)) - (Low / (High - Low));

    private static double Nice(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }
}
