using PerfMonitor.Alerting.Life;
using PerfMonitor.Alerting.Matching;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Alerts;

/// <summary>What came of acknowledging one of many.</summary>
/// <param name="Fingerprint">Which.</param>
/// <param name="Name">Its name; null where it is not known.</param>
/// <param name="Result"><c>acknowledged</c>, <c>resolved</c> where it is over, or <c>unknown</c>.</param>
/// <param name="AcknowledgedBy">Who has it now.</param>
internal sealed record AcknowledgeResult(string Fingerprint, string? Name, string Result, string? AcknowledgedBy);

/// <summary>Acknowledges alerts one by one: one that cannot be taken does not keep the others.</summary>
internal sealed class AcknowledgeMany(IAlertStore store, AlertHandling handling, LifeStore life)
{
    /// <summary>Alerts in one request.</summary>
    public const int Most = 1_000;

    // Alerts read at once while matching ones are looked for.
    private const int PerPage = 1_000;

    /// <summary>The alerts named, and what came of each.</summary>
    public async Task<IReadOnlyList<AcknowledgeResult>> RunAsync(IEnumerable<string> fingerprints, string user, string? note, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var results = new List<AcknowledgeResult>();
        foreach (var fingerprint in fingerprints.Distinct())
        {
            var taking = new Taking(user, note, until, await life.SetAcknowledgementEndAsync(fingerprint, user, until, cancellationToken));
            var alert = await handling.AcknowledgeAsync(fingerprint, taking, cancellationToken);
            results.Add(new AcknowledgeResult(fingerprint, alert?.Name, alert switch { null => "unknown", { IsOpen: false } => "resolved", _ => "acknowledged" }, alert?.AcknowledgedBy));
        }

        return results;
    }

    /// <summary>The fingerprints of open alerts that nobody has taken and that match, the oldest first; one more than <see cref="Most"/> at most.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<LabelMatcher> matchers, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        await using var transaction = await store.BeginAsync(cancellationToken);
        for (var last = 0L; found.Count <= Most;)
        {
            var page = await transaction.OpenAlertsAsync(last, PerPage, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            found.AddRange(page.Where(alert => alert.State == AlertState.Firing && matchers.AllMatch(alert.Labels)).Select(alert => alert.Fingerprint).Take(Most + 1 - found.Count));
            last = page[^1].Id;
        }

        return found;
    }
}
