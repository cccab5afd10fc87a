using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Routing;

/// <summary>While a source fires, targets with the same values in the equal labels are held back.</summary>
internal sealed record InhibitRule(IReadOnlyList<LabelMatcher> Source, IReadOnlyList<LabelMatcher> Target, IReadOnlyList<string> Equal);
