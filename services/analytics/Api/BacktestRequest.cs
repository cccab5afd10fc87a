using System.Globalization;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL.Notation;

namespace PerfMonitor.Analytics.Api;

/// <summary>The body of a back-test.</summary>
internal sealed record BacktestRequest
{
    // A rule's own interval where it has one, else what most senders keep to.
    private static readonly TimeSpan UsualStep = TimeSpan.FromSeconds(15);

    private const int MostIncidents = 1_000;

    /// <summary>The rule, in either of the forms in which it can be created.</summary>
    public RuleDraft? Draft { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Default: now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Such as <c>15s</c>; default: the group's interval, else 15 s.</summary>
    public string? Step { get; init; }

    /// <summary>IANA name; default: UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>When the night begins and ends there; default: 22:00 to 07:00.</summary>
    public TimeOnly? NightFrom { get; init; }

    public TimeOnly? NightTo { get; init; }

    public IReadOnlyList<MarkedIncident>? Incidents { get; init; }

    /// <summary>Other thresholds to try.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    public bool WithoutSilences { get; init; }

    /// <summary>What to run; null where something is wrong, which is then in the errors.</summary>
    public BacktestPlan? Plan(DateTimeOffset now, List<string> errors)
    {
        var file = Draft?.Read("backtest") ?? new RuleFile([], [new RuleFileError("backtest", 1, 1, "'draft' is missing: the rule to test")]);
        errors.AddRange(file.Errors.Select(static error => error.Message));
        if (file.Groups is [{ Rules: [RecordingRule, ..] }])
        {
            errors.Add("a recording rule notifies nobody; only alerts can be back-tested");
        }

        var to = To ?? now;
        if (From is not { } from || from >= to)
        {
            errors.Add("'from' must be a time before 'to'");
            return null;
        }

        var night = Zone(errors) is { } zone ? new Night(NightFrom ?? new TimeOnly(22, 0), NightTo ?? new TimeOnly(7, 0), zone) : null;
        var step = StepOf(errors, file);
        CheckBounds(errors, from, to, step);
        return errors.Count > 0 || night is null
            ? null
            : new BacktestPlan(file.Groups[0], BacktestSteps.Of(from, to, step, file.Groups[0].QueryOffset), night, Incidents ?? [], Thresholds ?? [], WithoutSilences);
    }

    private TimeSpan StepOf(List<string> errors, RuleFile file)
    {
        if (Step is null)
        {
            return file.Groups is [{ Interval: { } interval }] ? interval : UsualStep;
        }

        if (DurationText.TryParse(Step, out var milliseconds) && milliseconds > 0)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        errors.Add($"'step' is '{Step}'; it must be a duration such as 15s or 1m");
        return UsualStep;
    }

    private void CheckBounds(List<string> errors, DateTimeOffset from, DateTimeOffset to, TimeSpan step)
    {
        var count = (to - from) / step;
        if (count is < 1 or > BacktestSteps.Most - 1)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{count:0} evaluations; a back-test has 1 to {BacktestSteps.Most - 1}: take a longer step or a shorter time"));
        }

        if (Incidents is { Count: > MostIncidents })
        {
            errors.Add($"'incidents' has {Incidents.Count} entries; {MostIncidents} is the most");
        }

        if (Incidents?.FirstOrDefault(static incident => incident.To < incident.From) is { } reversed)
        {
            errors.Add($"the incident '{reversed.Name}' ends before it begins");
        }

        if (Thresholds is { Count: > ThresholdSweep.Most })
        {
            errors.Add($"'thresholds' has {Thresholds.Count} entries; {ThresholdSweep.Most} is the most");
        }
    }

    private TimeZoneInfo? Zone(List<string> errors)
    {
        if (TimeZone is null)
        {
            return TimeZoneInfo.Utc;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone))
        {
            return zone;
        }

        errors.Add($"'timeZone' is '{TimeZone}'; it must be an IANA name such as Europe/Berlin");
        return null;
    }
}
