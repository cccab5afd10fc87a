using System.Text.RegularExpressions;
using PerfMonitor.Analytics.Api;

namespace PerfMonitor.Analytics.Slo;

/// <summary>What is wrong with a definition.</summary>
internal static partial class ObjectiveCheck
{
    private const int LongestExpression = 4_096;
    private const int LongestText = 2_000;

    public static FieldErrors Of(ObjectiveDefinition definition)
    {
        var errors = new FieldErrors();
        errors.Require(NameForm().IsMatch(definition.Name), "name", "A name has 1 to 64 lower-case letters, digits, '-', '_' and '.', and begins with a letter or digit.");
        errors.Require(definition.Description is null || definition.Description.Length <= LongestText, "description", $"A description has at most {LongestText} characters.");
        errors.Require(definition.Target is > 0 and < 1, "target", "The target is a share above 0 and below 1: 0.999 for 99.9 %.");
        errors.Require(definition.WindowDays is >= 1 and <= 90, "windowDays", "The window has 1 to 90 days.");
        errors.Require(definition.SlotSeconds is 60 or 300, "slotSeconds", "A slot has 60 or 300 seconds.");
        if (definition.Series is null)
        {
            RequireSlot(definition.Good, "good", errors);
            RequireSlot(definition.Total, "total", errors);
            errors.Require(definition is { Comparison: null, Threshold: null }, "threshold", "A threshold belongs to a series; leave it out, or give 'series' instead of 'good' and 'total'.");
        }
        else
        {
            errors.RequireExpression(definition.Series, "series", LongestExpression);
            errors.Require(definition is { Good: null, Total: null }, "good", "Give either 'good' and 'total', or 'series' with 'comparison' and 'threshold'.");
            errors.Require(definition.Comparison is not null, "comparison", "A comparison is atMost, below, atLeast or above.");
            errors.Require(definition.Threshold is { } threshold && double.IsFinite(threshold), "threshold", "A threshold is a number.");
        }

        return errors;
    }

    private static void RequireSlot(string? expression, string field, FieldErrors errors)
    {
        errors.Require(expression?.Contains(Windowed.Place, StringComparison.Ordinal) == true, field, $"The expression counts the events of {Windowed.Place}, as in sum(increase(http_requests_total[{Windowed.Place}])).");
        errors.RequireExpression(expression?.Replace(Windowed.Place, "60s", StringComparison.Ordinal), field, LongestExpression);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex NameForm();
}
