using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Replay;

/// <summary>What stood around the alerts that are replayed.</summary>
/// <param name="Silences">Stored silences.</param>
/// <param name="Maintenance">Stored windows.</param>
/// <param name="Others">Episodes of other rules as they were: while one lasts it may hold back what is replayed.</param>
/// <param name="Book">Who is told when nobody takes an alert.</param>
/// <param name="Channels">The channels that work.</param>
internal sealed record ReplaySurroundings(
    IReadOnlyList<Silence> Silences, IReadOnlyList<MaintenanceWindow> Maintenance, IReadOnlyList<Alert> Others, ContactBook Book, IReadOnlySet<string> Channels)
{
    /// <summary>Nothing but what the pipeline's rules say.</summary>
    public static ReplaySurroundings None { get; } = new([], [], [], new ContactBook([], new Dictionary<string, Person>(), new Dictionary<string, OnCall.Schedule>(), []), new HashSet<string>());
}
