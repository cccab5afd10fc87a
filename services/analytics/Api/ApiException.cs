namespace PerfMonitor.Analytics.Api;

/// <summary>A request of the Prometheus API that cannot be answered; the type decides the HTTP status.</summary>
internal sealed class ApiException(string errorType, string message) : Exception(message)
{
    public const string BadData = "bad_data";
    public const string Execution = "execution";
    public const string Timeout = "timeout";
    public const string Canceled = "canceled";
    public const string Unavailable = "unavailable";

    /// <summary>One of the API's error types.</summary>
    public string ErrorType { get; } = errorType;

    /// <summary>The HTTP status Prometheus answers an error type with.</summary>
    public static int StatusOf(string errorType) => errorType switch
    {
        BadData => StatusCodes.Status400BadRequest,
        Execution => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    public static ApiException Invalid(string parameter, string reason) => new(BadData, $"invalid parameter \"{parameter}\": {reason}");
}
