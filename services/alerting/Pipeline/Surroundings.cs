using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Silences;

namespace PerfMonitor.Alerting.Pipeline;

/// <summary>What may keep alerts quiet, as it is at a moment.</summary>
/// <param name="InhibitionSources">Open alerts that may inhibit others.</param>
/// <param name="DependencySources">Open alerts of what others are behind.</param>
/// <param name="Silences">Silences in force.</param>
/// <param name="Maintenance">Maintenance windows that are not over.</param>
internal sealed record Surroundings(
    IReadOnlyList<Alert> InhibitionSources, IReadOnlyList<Alert> DependencySources, IReadOnlyList<Silence> Silences, IReadOnlyList<MaintenanceWindow> Maintenance);
