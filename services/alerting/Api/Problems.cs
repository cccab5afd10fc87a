namespace PerfMonitor.Alerting.Api;

/// <summary>Refusals: what is wrong, where, and what to do.</summary>
internal static class Problems
{
    /// <summary>Every field that is wrong.</summary>
    public static IResult Refused(FieldErrors errors) => TypedResults.ValidationProblem(errors.ByField, errors.Detail, title: errors.Title);

    /// <summary>One parameter or field that is wrong.</summary>
    public static IResult Invalid(string name, string? value, string expected)
    {
        var errors = new FieldErrors();
        errors.Require(false, name, value, expected);
        return Refused(errors);
    }

    public static IResult NoSuchAlert(string fingerprint) =>
        TypedResults.Problem($"No alert has the fingerprint '{fingerprint}'; it may be older than Alerts:Retention.", statusCode: StatusCodes.Status404NotFound, title: "No such alert");

    /// <param name="fingerprint">The alert.</param>
    /// <param name="episode">One of its episodes; null: the newest.</param>
    public static IResult NoSuchEpisode(string fingerprint, long? episode) => episode is null
        ? NoSuchAlert(fingerprint)
        : NotFound("No such episode", $"The alert '{fingerprint}' has no episode {episode}; it may be older than Alerts:Retention.");

    public static IResult NotFound(string title, string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: title);

    public static IResult Conflict(string title, string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: title);
}
