using PerfMonitor.Analysis.Forecasting.Grids;
using PerfMonitor.Analysis.Impact;
using PerfMonitor.Analytics.Business;

namespace PerfMonitor.Analytics.Api;

/// <summary>The figures the business lives on.</summary>
internal sealed record KpiList(IReadOnlyList<KpiModel> Kpis);

/// <summary>One of them as the API shows it.</summary>
internal sealed record KpiModel(string Name, string Query, string Unit, double PerSeconds, IReadOnlyList<string> ExplainedBy)
{
    public static KpiModel Of(Kpi kpi) => new(kpi.Name, kpi.Expression, kpi.Unit, kpi.Per.TotalSeconds, kpi.ExplainedBy);
}

/// <summary>What an incident took from a KPI; without a loss, the words say why there is none.</summary>
internal sealed record ImpactModel(KpiModel Kpi, DateTimeOffset From, DateTimeOffset To, double StepSeconds, LossModel? Loss, IReadOnlyList<CourseModel> Course, string Words)
{
    public static ImpactModel Of(ImpactRequest request, LossOutcome outcome, RegularSeries measured) => new(
        KpiModel.Of(request.Kpi),
        DateTimeOffset.FromUnixTimeMilliseconds(request.Incident.FromMs),
        DateTimeOffset.FromUnixTimeMilliseconds(request.Incident.ToMs),
        measured.StepMs / 1_000.0,
        outcome is Loss loss ? LossModel.Of(loss, measured.StepMs) : null,
        outcome is Loss { Course: var course } ? [.. course.Select(step => CourseModel.Of(step, measured))] : [],
        outcome.Reason);
}

/// <summary>The loss in the KPI's unit: what was expected less what was measured.</summary>
internal sealed record LossModel(
    LossVerdict Verdict,
    double Amount,
    double Lower,
    double Upper,
    double Level,
    double Expected,
    double Actual,
    int MeasuredSteps,
    int Steps,
    int HistoryValues,
    IReadOnlyList<double> SeasonSeconds,
    Estimate? Explained,
    IReadOnlyList<ExplainedPart> Parts)
{
    public static LossModel Of(Loss loss, long stepMs) => new(
        loss.Verdict,
        loss.Amount,
        loss.Lower,
        loss.Upper,
        loss.Level,
        loss.Expected,
        loss.Actual,
        loss.Measured,
        loss.Steps,
        loss.History,
        [.. loss.Seasons.Select(season => season * stepMs / 1_000.0)],
        loss.Explained,
        loss.Parts);
}

/// <summary>The KPI at a step as it was expected and as it was measured.</summary>
internal sealed record CourseModel(DateTimeOffset Time, double Expected, double Lower, double Upper, double? Actual)
{
    public static CourseModel Of(ExpectedStep step, RegularSeries measured)
    {
        var actual = measured.Values[(int)((step.TimeMs - measured.StartMs) / measured.StepMs)];
        return new(DateTimeOffset.FromUnixTimeMilliseconds(step.TimeMs), step.Expected, step.Lower, step.Upper, double.IsFinite(actual) ? actual : null);
    }
}
