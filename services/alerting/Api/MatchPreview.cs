using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Api;

/// <summary>How many open alerts matchers would hold back, of how many, some of them, and what may not be meant.</summary>
internal sealed record MatchPreview(int Matching, int Open, IReadOnlyList<AlertModel> Examples, string? Warning)
{
    /// <summary>Open alerts that are looked at.</summary>
    public const int MostOpen = 10_000;

    // How many of the matching ones are named.
    private const int MostExamples = 20;

    public static MatchPreview Of(IReadOnlyList<LabelMatcher> matchers, IReadOnlyList<Alert> open)
    {
        var hit = open.Where(alert => matchers.AllMatch(alert.Labels)).ToList();
        return new(hit.Count, open.Count, hit.Take(MostExamples).Select(alert => AlertModel.Of(alert, [])).ToList(), SilenceScope.Warn(matchers, open));
    }
}
