using System.Globalization;
using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Capacity;

/// <summary>What to do with how much is allocated.</summary>
public enum AllocationAdvice
{
    /// <summary>The peak to come would leave less room than wanted.</summary>
    Grow,

    /// <summary>It fits.</summary>
    Keep,

    /// <summary>Even the upper bound of the peak leaves half of it unused.</summary>
    Shrink,
}

/// <summary>How much of something to allocate for what is forecast.</summary>
/// <param name="Advice">What to do.</param>
/// <param name="Wanted">How much to allocate: the upper bound of the peak over the wanted utilisation.</param>
/// <param name="Peak">The expected peak within the horizon.</param>
/// <param name="PeakUpper">The upper bound of it.</param>
/// <param name="Reason">All of that in words.</param>
public sealed record Allocation(AllocationAdvice Advice, double Wanted, double Peak, double PeakUpper, string Reason)
{
    /// <summary>Share of the allocation that the peak may take unless the caller says otherwise; waiting grows fast above it.</summary>
    public const double DefaultUtilisation = 0.8;

    // Below this share of what is allocated, the wanted amount is worth the trouble of giving something back.
    private const double ShrinkBelow = 0.5;

    /// <summary>Advises from a forecast of how much is used.</summary>
    /// <param name="used">The forecast, in the unit of the allocation.</param>
    /// <param name="allocated">How much is allocated, above 0.</param>
    /// <param name="utilisation">Share of it that the peak may take, above 0, 1 at most.</param>
    public static Allocation For(Forecast used, double allocated, double utilisation = DefaultUtilisation)
    {
        double peak = used.Points.Max(), upper = used.Upper.Max(), wanted = upper / utilisation;
        var advice = wanted > allocated ? AllocationAdvice.Grow : wanted < ShrinkBelow * allocated ? AllocationAdvice.Shrink : AllocationAdvice.Keep;
        string verb = advice switch
        {
            AllocationAdvice.Grow => "allocate",
            AllocationAdvice.Shrink => "no more is needed than",
            _ => "it fits:",
        };
        var horizon = TimeSpan.FromMilliseconds((double)used.StepMs * used.Points.Count);
        return new Allocation(advice, wanted, peak, upper, string.Create(
            CultureInfo.InvariantCulture,
            $"a peak of {NumberText.Of(peak)}, {NumberText.Of(upper)} at most ({used.Level:P0}), within {SpanText.Of(horizon)}; at {utilisation:P0} use {verb} {NumberText.Of(wanted)} of {NumberText.Of(allocated)}"));
    }
}
