using System.Globalization;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Slo;

/// <summary>Says how a promise stands, to somebody who does not know what a burn rate is.</summary>
internal static class ObjectiveWords
{
    public static string Of(
        Objective objective, ObjectiveState state, double good, double remaining, double? rate, TimeSpan? goneIn, IReadOnlyList<Burn> burns, TimeSpan known)
    {
        var over = known < objective.Window ? $"{SpanText.Of(known)} known of {SpanText.Of(objective.Window)}" : SpanText.Of(objective.Window);
        var promise = string.Create(CultureInfo.InvariantCulture, $"{good:0.### %} good over {over}, {objective.Target:0.### %} promised");
        var budget = remaining > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{remaining:0.# %} of the error budget is left")
            : string.Create(CultureInfo.InvariantCulture, $"the error budget is used up ({1 - remaining:0.#} times over)");
        return $"{promise}; {budget}. {Outlook(state, remaining, rate, goneIn, burns)}";
    }

    private static string Outlook(ObjectiveState state, double remaining, double? rate, TimeSpan? goneIn, IReadOnlyList<Burn> burns)
    {
        if (goneIn is { } gone && state is ObjectiveState.Critical or ObjectiveState.Increasing)
        {
            return $"At the rate of the last hour ({Burn.Rate(rate)} the allowed one) the budget is gone in {SpanText.Of(gone)}.";
        }

        return state switch
        {
            ObjectiveState.Critical or ObjectiveState.Increasing when burns.FirstOrDefault(static burn => burn.IsBurning) is { } burning => $"It is being used up: {burning.Reason}.",
            ObjectiveState.Critical => $"Failures go on at {Burn.Rate(rate)} the allowed rate.",
            ObjectiveState.Recovering when remaining <= 0 => "No more is being used up; it fills again as old failures leave the window.",
            ObjectiveState.Recovering => "It burnt, and has stopped.",
            _ => "It lasts.",
        };
    }
}
