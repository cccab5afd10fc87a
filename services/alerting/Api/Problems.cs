namespace PerfMonitor.Alerting.Api;

/// <summary>Refusals: what is wrong, where, and what to do.</summary>
internal static class Problems
{
    public static IResult Invalid(string name, string? value, string expected) =>
        TypedResults.Problem($"'{name}' is '{value}'; it must be {expected}.", statusCode: StatusCodes.Status400BadRequest, title: $"Invalid {name}");

    /// <summary>Where one sentence says what is wrong and what to do.</summary>
    public static IResult Refused(string name, string reason) =>
        TypedResults.Problem($"'{name}' is refused: {reason}.", statusCode: StatusCodes.Status400BadRequest, title: $"Invalid {name}");

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
