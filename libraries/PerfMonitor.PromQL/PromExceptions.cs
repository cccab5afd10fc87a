namespace PerfMonitor.PromQL;

/// <summary>A query that cannot be answered. The message is written for the person who wrote the query.</summary>
public abstract class PromQueryException(string message) : Exception(message)
{
    /// <summary>The error type of the Prometheus HTTP API: <c>bad_data</c>, <c>execution</c>, <c>timeout</c> or <c>canceled</c>.</summary>
    public abstract string ErrorType { get; }
}

/// <summary>A query text that is no PromQL, with the place.</summary>
public sealed class PromParseException : PromQueryException
{
    internal PromParseException(TextRange position, string reason, string? text = null)
        : base(text is null ? $"parse error: {reason}" : $"{position.LineAndColumn(text)}: parse error: {reason}")
    {
        Position = position;
        Reason = reason;
        NamesPlace = text is not null;
    }

    /// <summary>The place in the query text.</summary>
    public TextRange Position { get; }

    /// <summary>The message without the place.</summary>
    public string Reason { get; }

    /// <inheritdoc/>
    public override string ErrorType => "bad_data";

    /// <summary>Whether the message holds line and column; only where the query text is known it can.</summary>
    internal bool NamesPlace { get; }

    internal PromParseException In(string text) => new(Position, Reason, text);
}

/// <summary>A query that is PromQL but failed on the data or on a limit.</summary>
public sealed class PromEvaluationException(string message) : PromQueryException(message)
{
    /// <inheritdoc/>
    public override string ErrorType => "execution";

    /// <summary>What of the query it is about; null where it is about all of it, or the message names the place.</summary>
    internal TextRange? Position { get; init; }

    /// <summary>Whether a limit was met, rather than the data do not fit the query.</summary>
    internal bool IsLimit { get; init; }

    internal PromEvaluationException At(TextRange position) => new(Message) { Position = Position ?? position };

    internal PromEvaluationException In(string text) => Position is { } place ? new($"{place.LineAndColumn(text)}: {Message}") : this;
}

/// <summary>A query that took longer than it may.</summary>
/// <param name="timeout">How long it may take.</param>
/// <param name="bound">The name of the setting that says so.</param>
public sealed class PromTimeoutException(TimeSpan timeout, string bound)
    : PromQueryException($"query timed out in expression evaluation: it ran longer than {Notation.DurationText.Format((long)timeout.TotalMilliseconds)} ({bound})")
{
    /// <inheritdoc/>
    public override string ErrorType => "timeout";
}
