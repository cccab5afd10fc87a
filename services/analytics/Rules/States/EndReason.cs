namespace PerfMonitor.Analytics.Rules;

/// <summary>Why a condition no longer holds, in the words that reach people.</summary>
internal static class EndReason
{
    /// <summary>The condition holds as before, but of the series that meet it this one is beyond the bound.</summary>
    public const string LeftOut = "the condition holds for more series than the rule makes alerts of, and this one is left out (narrow the rule, aggregate, or set the group's limit)";

    /// <summary>Whether or not a sample of the alert's series was there to be judged.</summary>
    public static string Of(bool hasSample) => hasSample ? "the condition is false again" : "the series is gone: it has no samples any more";
}
