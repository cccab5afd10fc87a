using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// The most alerts of one rule. A rule that is too broad still tells of so many; which ones is decided by the ids of their series, so that
/// the same are told at each evaluation, by every instance, and in a back-test.
/// </summary>
internal static class AlertBound
{
    /// <summary>Above what one person can look at; groups of a file may set less or more for themselves (<c>limit</c>), which fails the rule instead.</summary>
    public const int Most = 1_000;

    /// <summary>What an operator is told.</summary>
    public const string Reason = "the condition holds for more than 1,000 series; alerts are made for 1,000 of them, the others are left out (narrow the rule, aggregate, or set the group's limit)";

    public static IReadOnlyList<VectorSample> Cut(IReadOnlyList<VectorSample> result, int limit) => limit > 0 || result.Count <= Most
        ? result
        : [.. result.OrderBy(static sample => sample.Labels.Id.ToInt64()).Take(Most)];
}
