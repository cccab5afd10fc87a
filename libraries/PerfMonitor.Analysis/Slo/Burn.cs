using System.Globalization;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Slo;

/// <summary>How a pair of windows burns.</summary>
/// <param name="Window">The pair.</param>
/// <param name="Factor">The rate from which it burns.</param>
/// <param name="LongRate">The rate of the long window; 1 uses the budget up exactly at the end of the objective's window. Null without events.</param>
/// <param name="ShortRate">That of the short window.</param>
/// <param name="IsBurning">Whether both are over the factor, with enough bad events behind it.</param>
/// <param name="Reason">Why, or why not.</param>
public sealed record Burn(BurnWindow Window, double Factor, double? LongRate, double? ShortRate, bool IsBurning, string Reason)
{
    /// <summary>Bad events the long window needs: fewer are chance, whatever rate they make.</summary>
    public const double MinimumBadEvents = 5;

    /// <summary>Judges a pair from the events of its two windows.</summary>
    /// <param name="window">The pair.</param>
    /// <param name="objective">The promise.</param>
    /// <param name="counts">Events of the time up to now, by its length.</param>
    /// <param name="known">For how long events are known; half of the long window is needed.</param>
    public static Burn Of(BurnWindow window, Objective objective, Func<TimeSpan, EventCounts> counts, TimeSpan known)
    {
        var (inLong, inShort) = (counts(window.LongSpan), counts(window.ShortSpan));
        var burn = new Burn(window, window.Factor(objective), inLong.ErrorRatio / objective.AllowedErrorRatio, inShort.ErrorRatio / objective.AllowedErrorRatio, false, "");
        if (known < window.LongSpan / 2)
        {
            return burn with { Reason = $"not enough data: {SpanText.Of(known)} of {SpanText.Of(window.LongSpan / 2)} needed" };
        }

        // Not over the factor, also where there is no rate at all.
        if (!(burn.LongRate >= burn.Factor))
        {
            return burn with { Reason = $"the last {SpanText.Of(window.LongSpan)} burn at {Rate(burn.LongRate)}, below {Rate(burn.Factor)}" };
        }

        if (!(burn.ShortRate >= burn.Factor))
        {
            return burn with { Reason = $"the last {SpanText.Of(window.LongSpan)} burnt at {Rate(burn.LongRate)}, but the last {SpanText.Of(window.ShortSpan)} only at {Rate(burn.ShortRate)}: it has stopped" };
        }

        return inLong.Bad < MinimumBadEvents
            ? burn with { Reason = string.Create(CultureInfo.InvariantCulture, $"only {inLong.Bad:0.#} bad events in the last {SpanText.Of(window.LongSpan)}, {MinimumBadEvents:0} needed: too few to tell from chance") }
            : burn with { IsBurning = true, Reason = $"the last {SpanText.Of(window.LongSpan)} burn at {Rate(burn.LongRate)} and the last {SpanText.Of(window.ShortSpan)} at {Rate(burn.ShortRate)}, both at {Rate(burn.Factor)} or more" };
    }

    /// <summary>A burn rate in words: <c>14.4×</c>.</summary>
    internal static string Rate(double? rate) => rate is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.#}×") : "no rate, as there were no events";
}
