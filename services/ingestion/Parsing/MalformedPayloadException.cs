namespace PerfMonitor.Ingestion.Parsing;

/// <summary>A parser's refusal of a whole request body: what is wrong with it, and where.</summary>
internal sealed class MalformedPayloadException(string detail, string where, bool tooLarge = false, Exception? cause = null)
    : Exception($"{detail} ({where})", cause)
{
    /// <summary>What is wrong.</summary>
    public string Detail { get; } = detail;

    /// <summary>The place: a byte offset and field path for protobuf, line and column for JSON.</summary>
    public string Where { get; } = where;

    /// <summary>Whether the body is well-formed but holds more than one request may: splitting it helps.</summary>
    public bool TooLarge { get; } = tooLarge;
}
