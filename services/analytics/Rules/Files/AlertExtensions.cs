using System.Globalization;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// What an alert may have beyond Prometheus' format, all of it below one key that Prometheus' own files never have:
/// <code>
/// x-perfmonitor:
///   recovery_threshold: 0.8        # or keep_firing_while: host_cpu_utilization_ratio > 0.8
///   flapping: { starts: 4, within: 30m }
///   approaching: { threshold: 0.8, for: 1m, severity: info, recovery_threshold: 0.75 }
///   no_data: { for: 5m, severity: warning }
///   error: { for: 2m, severity: warning }
/// </code>
/// The last three make rules of their own, which run like any other beside the one they belong to. Each may say for itself what keeps it
/// firing; where it does not, it flaps as its alert does, and a pre-warning is kept as long.
/// </summary>
internal static class AlertExtensions
{
    public const string Key = "x-perfmonitor";

    private static readonly string[] Fields = ["recovery_threshold", "keep_firing_while", "flapping", "approaching", "no_data", "error"];

    private static readonly string[] Keeping = ["keep_firing_for", "flapping"];

    /// <summary>The fields below the key; null where there are none.</summary>
    public static YamlFields? Read(YamlFields rule) => rule.Child(Key, [.. AlertKinds.Fields, .. Fields]);

    /// <summary>The alert with its extensions, and behind it the rules they make.</summary>
    public static IReadOnlyList<AlertRule> Apply(YamlFields? fields, AlertRule alert)
    {
        if (fields is null)
        {
            return [alert];
        }

        alert = alert with { KeepFiringWhile = KeepFiringWhile(fields, alert), Flapping = Flapping(fields) };
        AlertRule?[] made = [Approaching(fields, alert), NoData(fields, alert), Error(fields, alert)];
        return [alert with { Extensions = fields.ToJson() }, .. made.OfType<AlertRule>()];
    }

    /// <summary>A rule of an extension, with what that says about its end.</summary>
    private static AlertRule Kept(YamlFields extension, AlertRule made, TimeSpan keepFiringFor, FlapLimit? flapping) => made with
    {
        KeepFiringFor = extension.Duration("keep_firing_for") ?? keepFiringFor,
        Flapping = extension.Has("flapping") ? Flapping(extension) : flapping,
    };

    private static RuleExpression? KeepFiringWhile(YamlFields fields, AlertRule alert)
    {
        if (fields.Node("keep_firing_while") is { } weaker && fields.Has("recovery_threshold"))
        {
            fields.Fail(weaker, "'keep_firing_while' and 'recovery_threshold' say the same in two ways; keep one");
            return null;
        }

        return fields.Expression("keep_firing_while") ?? Weaker(fields, "recovery_threshold", alert);
    }

    /// <summary>The alert's expression with a threshold that is met earlier and left later.</summary>
    private static RuleExpression? Weaker(YamlFields fields, string name, AlertRule alert)
    {
        if (fields.Real(name) is not { } number)
        {
            return null;
        }

        if (alert.Expression.Threshold is not { } threshold)
        {
            fields.Fail(fields.Node(name)!, $"'{name}' needs an 'expr' that compares with a number, such as 'metric > 0.9'; this one does not, so say it as an expression");
            return null;
        }

        if (!threshold.IsStricterThan(number))
        {
            fields.Fail(fields.Node(name)!, string.Create(CultureInfo.InvariantCulture, $"'{name}' is {number}; with '{threshold.Comparison} {threshold.Value}' it must be {(threshold.Comparison.StartsWith('>') ? "below" : threshold.Comparison.StartsWith('<') ? "above" : "left out: there is nothing weaker than")} {threshold.Value}"));
            return null;
        }

        return fields.Expression(name, () => ThresholdRewriting.With(alert.Expression, number));
    }

    private static FlapLimit? Flapping(YamlFields fields)
    {
        if (fields.Child("flapping", "starts", "within") is not { } flapping)
        {
            return null;
        }

        var starts = flapping.Number("starts");
        if (starts is < 2 or > FlapLimit.MostStarts)
        {
            fields.Fail(fields.Node("flapping")!, $"'starts' of 'flapping' must be 2 to {FlapLimit.MostStarts}");
            return null;
        }

        if (flapping.Duration("within") is not { Ticks: > 0 } within)
        {
            fields.Fail(fields.Node("flapping")!, "'flapping' needs 'within', a duration longer than 0");
            return null;
        }

        return new FlapLimit(starts, within);
    }

    private static AlertRule? Approaching(YamlFields fields, AlertRule alert)
    {
        if (fields.Child("approaching", ["threshold", "expr", "for", "severity", "recovery_threshold", "keep_firing_while", .. Keeping]) is not { } approaching)
        {
            return null;
        }

        if (approaching.Has("threshold") == approaching.Has("expr"))
        {
            fields.Fail(fields.Node("approaching")!, "'approaching' needs either 'threshold', a number that is met before the rule's own, or 'expr'");
            return null;
        }

        if ((approaching.Expression("expr") ?? Weaker(approaching, "threshold", alert)) is not { } weaker)
        {
            return null;
        }

        var preWarning = DerivedAlert.Approaching(approaching, alert, weaker);
        return Kept(approaching, preWarning with { KeepFiringWhile = KeepFiringWhile(approaching, preWarning) }, alert.KeepFiringFor, alert.Flapping);
    }

    private static AlertRule? NoData(YamlFields fields, AlertRule alert)
    {
        if (fields.Child("no_data", ["expr", "for", "severity", .. Keeping]) is not { } noData)
        {
            return null;
        }

        var subject = noData.Has("expr") ? noData.Expression("expr") : noData.Expression("expr", () => ThresholdRewriting.Subject(alert.Expression));
        if (subject is null && !noData.Has("expr"))
        {
            fields.Fail(fields.Node("no_data")!, "'no_data' needs 'expr', what must be there: the rule's own 'expr' does not compare with a number");
        }

        return subject is not null && DerivedAlert.NoData(noData, alert, subject) is { } made ? Kept(noData, made, TimeSpan.Zero, alert.Flapping) : null;
    }

    private static AlertRule? Error(YamlFields fields, AlertRule alert) =>
        fields.Child("error", ["for", "severity", .. Keeping]) is { } error
            ? Kept(error, DerivedAlert.Error(error, alert), TimeSpan.Zero, alert.Flapping)
            : null;
}
