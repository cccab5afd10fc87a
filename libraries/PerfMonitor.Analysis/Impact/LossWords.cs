using System.Globalization;
using PerfMonitor.Analysis.Notation;

namespace PerfMonitor.Analysis.Impact;

/// <summary>A loss in the words of a person.</summary>
internal static class LossWords
{
    public static string Explain(LossQuestion question, LossFrame frame, LossVerdict verdict, Estimate amount, double expected, double actual, ExplainedLoss explained)
    {
        var span = SpanText.Of(TimeSpan.FromMilliseconds(frame.Incident.Length * question.Kpi.StepMs));
        return $"{Headline(verdict, amount, question)}: {Amount(expected, question)} expected over {span}, {Amount(actual, question)} measured"
            + (frame.Measured.Length < frame.Incident.Length ? $" in {frame.Measured.Length} of {frame.Incident.Length} steps" : "")
            + $"; from {frame.History.Length} values before, "
            + (frame.Seasons.Count == 0 ? "no season found" : $"season of {string.Join(" and ", frame.Seasons)} steps")
            + (verdict != LossVerdict.Lost || explained.Total is not { } total ? "."
                : $". {Amount(total.Value, question)} of it ({Amount(total.Lower, question)} to {Amount(total.Upper, question)}) {(total.IsShown ? "goes" : "may go, or not,")} with {string.Join(" and ", explained.Parts.Where(static part => part.Effect is not null).Select(static part => part.Name))}.");
    }

    public static string Part(Estimate effect, double? usual, double? during) =>
        $"{NumberText.Of(effect.Value)} of the KPI ({NumberText.Of(effect.Lower)} to {NumberText.Of(effect.Upper)}) for each 1 of it"
        + (effect.IsShown ? "" : ", which chance may account for")
        + (usual is { } before && during is { } then ? $"; {NumberText.Of(then)} during the incident, {NumberText.Of(before)} as usual" : "; without a value during the incident");

    private static string Headline(LossVerdict verdict, Estimate amount, LossQuestion question)
    {
        var level = question.Level.ToString("0.#%", CultureInfo.InvariantCulture);
        return verdict switch
        {
            LossVerdict.Lost => $"about {Amount(amount.Value, question)} lost ({level} between {Amount(amount.Lower, question)} and {Amount(amount.Upper, question)})",
            LossVerdict.Gained => $"no loss: about {Amount(-amount.Value, question)} more than expected ({level} between {Amount(-amount.Upper, question)} and {Amount(-amount.Lower, question)})",
            _ => $"a loss is not shown: chance may account for the difference of {Amount(amount.Value, question)} ({level} between {Amount(amount.Lower, question)} and {Amount(amount.Upper, question)})",
        };
    }

    private static string Amount(double amount, LossQuestion question) =>
        (Math.Abs(amount) is >= 1_000 and < 1e12 ? amount.ToString("#,0", CultureInfo.InvariantCulture) : NumberText.Of(amount))
        + (question.Unit.Length > 0 ? $" {question.Unit}" : "");
}
