using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Api;

/// <summary>Refusals of what is written to the rules: problem details, with every error at its field.</summary>
internal static class RuleProblem
{
    /// <summary>The errors by the field each is about, those of the rule as a whole under the empty name.</summary>
    public static IReadOnlyDictionary<string, string[]> ByField(IEnumerable<RuleFileError> errors) =>
        errors.GroupBy(static error => error.Path, static error => error.Message).ToDictionary(static field => field.Key, static field => field.ToArray());

    public static IResult Invalid(IReadOnlyList<RuleFileError> errors) => Invalid(string.Join("; ", errors.Select(static error => error.Message)), ByField(errors));

    /// <summary>What is wrong with the rule as a whole.</summary>
    public static IResult Invalid(params IReadOnlyList<string> errors) => Invalid(string.Join("; ", errors), new Dictionary<string, string[]> { [""] = [.. errors] });

    private static ProblemHttpResult Invalid(string detail, IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Invalid rule", extensions: new Dictionary<string, object?> { ["errors"] = errors });
}
