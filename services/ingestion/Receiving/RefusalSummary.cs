using PerfMonitor.Ingestion.Admission;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>The refusals of a request on one line, for protocols whose answer has room for a sentence only.</summary>
internal static class RefusalSummary
{
    // How many reasons the message spells out; the rest is counted.
    private const int SpelledReasons = 5;

    /// <summary>Such as <c>12 data points refused. too_old 10: 2025-… lies …; duplicate 2: …</c></summary>
    /// <param name="intake">The request.</param>
    /// <param name="items">What its items are called.</param>
    /// <param name="list">The list that their indices count in; null where they have none.</param>
    public static string Of(Intake intake, string items, string? list)
    {
        var reasons = intake.Reasons.Take(SpelledReasons).Select(entry =>
        {
            var example = intake.Details.FirstOrDefault(item => item.Refusal.Reason == entry.Reason);
            var place = list is null ? "" : $"{list}[{example.Index}]: ";
            return $"{entry.Reason.Text()} {entry.Count}" + (example.Refusal.Detail is null ? "" : $": {place}{example.Refusal.Detail}");
        });
        return $"{intake.Refused} {items} refused. {string.Join("; ", reasons)}";
    }
}
