using Npgsql;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// Tells what one rule fails by from what ends the term of all: a fault of the rule, of the history it reads, of ours that it brings to light,
/// or of the data it would store is its own; that the states cannot be stored at all is not.
/// </summary>
internal static class RuleFailure
{
    // SQLSTATE class 22, data exception: the server lives, and refuses what it was given.
    private const string DataException = "22";

    /// <summary>What the rule's <c>lastError</c> says; null where the failure is not its own.</summary>
    public static string? Of(Exception failure) => failure switch
    {
        PromQueryException or RuleFailedException or HistoryUnavailableException => failure.Message,
        PostgresException refused when refused.SqlState.StartsWith(DataException, StringComparison.Ordinal) => $"its alerts cannot be stored: {refused.MessageText}",
        _ when IsDefect(failure) => $"internal error: {failure.Message}",
        _ => null,
    };

    /// <summary>Whether an exception is a fault of ours.</summary>
    public static bool IsDefect(Exception failure) =>
        failure is ArgumentException or InvalidOperationException or IndexOutOfRangeException or NullReferenceException or ArithmeticException or KeyNotFoundException or FormatException or InvalidCastException;
}
