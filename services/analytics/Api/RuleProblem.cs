namespace PerfMonitor.Analytics.Api;

/// <summary>Refusals of what is written to the rules: problem details, with every error in a list of its own.</summary>
internal static class RuleProblem
{
    public static IResult Invalid(IReadOnlyList<string> errors) => TypedResults.Problem(
        string.Join("; ", errors), statusCode: StatusCodes.Status400BadRequest, title: "Invalid rule", extensions: new Dictionary<string, object?> { ["errors"] = errors });
}
