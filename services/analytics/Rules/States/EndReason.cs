namespace PerfMonitor.Analytics.Rules;

/// <summary>Why a condition no longer holds, in the words that reach people.</summary>
internal static class EndReason
{
    /// <summary>Whether or not a sample of the alert's series was there to be judged.</summary>
    public static string Of(bool hasSample) => hasSample ? "the condition is false again" : "the series is gone: it has no samples any more";
}
