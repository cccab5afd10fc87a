using PerfMonitor.Analysis.Forecasting;
using PerfMonitor.Analysis.Forecasting.Seasons;

namespace PerfMonitor.Analysis.Impact;

/// <summary>
/// Estimates what an incident took from a KPI: the KPI as it would have gone on less what was measured, with an interval, and the part
/// of it that goes with latencies, errors and the like. See docs/algorithms/revenue-impact.md.
/// </summary>
/// <remarks>After Brodersen et al., "Inferring causal impact using Bayesian structural time-series models", 2015, with a regression in place of their model.</remarks>
public static class LossEstimator
{
    /// <summary>Most values of the KPI: four weeks of 5-minute steps, and an incident of a week.</summary>
    public const int MostValues = 10_080;

    /// <summary>Most explanatory series.</summary>
    public const int MostExplanatory = 10;

    /// <summary>Estimates the loss; the same question has the same answer.</summary>
    public static LossOutcome Estimate(LossQuestion question)
    {
        var frame = LossFrame.Of(question, before => SeasonsOf(question, before));
        if (Refusal(question, frame) is { } reason)
        {
            return new LossRefused(reason);
        }

        var values = question.Kpi.Values;
        var fit = frame.CourseOver(frame.History);
        var course = fit.Of(values);
        double[] before = [.. frame.History.Select(step => course[step])], residuals = [.. frame.History.Select((step, row) => values[step] - before[row])];
        var scale = NoiseScale.Of(before, residuals);
        var noise = new ResidualNoise([.. residuals.Select((residual, row) => residual / scale.At(before[row]))], UsualCourse.TermsFor(frame.Seasons));
        var needed = 2 * UsualCourse.TermsFor(frame.Seasons);
        if (noise.Worth < needed)
        {
            return new LossRefused($"not enough data: the {frame.History.Length} values before the incident resemble each other so much that they are worth {(int)noise.Worth} of {needed} needed; look further back");
        }

        var perStep = question.Kpi.StepMs / 1_000.0 / question.PerSeconds;
        var never = frame.History.All(step => values[step] >= 0);
        double[] expected = [.. course.Select(value => never ? Math.Max(0, value) : value)];
        var (whole, actual) = (perStep * frame.Measured.Sum(step => expected[step]), perStep * frame.Measured.Sum(step => values[step]));
        var leverage = fit.Leverage(frame.Measured);
        var (lower, upper) = noise.Error(
            [.. leverage.Select((weight, row) => perStep * weight * scale.At(before[row]))],
            [.. frame.Measured.Select(step => perStep * scale.At(course[step]))],
            question.Level);

        var explained = ExplainedLoss.Of(frame, [.. values.Select((value, step) => value - course[step])], question.Explanatory, perStep, question.Level);
        var amount = new Estimate(whole - actual, whole - actual + lower, whole - actual + upper);
        var verdict = !amount.IsShown ? LossVerdict.NotShown : amount.Value > 0 ? LossVerdict.Lost : LossVerdict.Gained;
        var single = noise.Error([], [1], question.Level);
        return new Loss(
            verdict,
            amount.Value,
            amount.Lower,
            amount.Upper,
            whole,
            actual,
            question.Level,
            frame.Measured.Length,
            frame.Incident.Length,
            frame.History.Length,
            frame.Seasons,
            [.. frame.Shown.Select(step => Step(question.Kpi.TimeMs(step), expected[step], scale.At(course[step])))],
            explained.Total,
            explained.Parts,
            LossWords.Explain(question, frame, verdict, amount, whole, actual, explained));

        ExpectedStep Step(long timeMs, double value, double deviation)
        {
            var low = value + (deviation * single.Lower);
            return new ExpectedStep(timeMs, value, never ? Math.Max(0, low) : low, value + (deviation * single.Upper));
        }
    }

    private static IReadOnlyList<int> SeasonsOf(LossQuestion question, double[] before) =>
        History.Read(before, season: 1) is { } history ? SeasonChoice.For(history, question.Season, question.Kpi.StepMs).Lengths : [];

    private static string? Refusal(LossQuestion question, LossFrame frame)
    {
        var wanted = Math.Max(LossFrame.LeastHistory, LossFrame.LeastIncidents * frame.Incident.Length);
        var half = (frame.Incident.Length + 1) / 2;
        return frame.Incident.Length == 0 ? "the incident holds no step: make the step shorter than the incident"
            : frame.History.Length < wanted ? $"not enough data: {frame.History.Length} of {wanted} values needed before the incident"
            : frame.Measured.Length < half ? $"not enough data: the KPI has {frame.Measured.Length} of {half} values needed within the incident; where no value means none was earned, add 'or vector(0)'"
            : frame.History.All(step => question.Kpi.Values[step] == question.Kpi.Values[frame.History[0]]) ? $"all {frame.History.Length} values before the incident are {Notation.NumberText.Of(question.Kpi.Values[frame.History[0]])}: nothing shows by how much the KPI moves by itself"
            : null;
    }
}
