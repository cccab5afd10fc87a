namespace PerfMonitor.Ingestion.Receiving;

/// <summary>Why a whole request is refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What happened, in a few words that stay the same.</param>
/// <param name="Detail">To what, and what to do.</param>
/// <param name="RetryAfter">After how long the same request may come again; null where that is no use.</param>
internal sealed record ReceiverFault(int Status, string Title, string Detail, TimeSpan? RetryAfter = null)
{
    /// <summary>The code of google.rpc.Status that goes with the HTTP status.</summary>
    public int RpcCode => Status switch
    {
        StatusCodes.Status401Unauthorized => 16,
        StatusCodes.Status403Forbidden => 7,
        StatusCodes.Status429TooManyRequests or StatusCodes.Status413PayloadTooLarge => 8,
        StatusCodes.Status503ServiceUnavailable => 14,
        _ => 3,
    };

    public static ReceiverFault TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, "The request is too large", detail);

    public static ReceiverFault Malformed(string detail) => new(StatusCodes.Status400BadRequest, "The request cannot be read", detail);
}
