using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Data;

/// <summary>Asks alerting for alerts.</summary>
internal interface IAlertSource
{
    /// <exception cref="DataUnavailableException">Alerting does not answer now.</exception>
    /// <exception cref="DataRefusedException">Alerting does not take the question.</exception>
    Task<AlertAnswer> AlertsAsync(ReportPeriod period, CancellationToken cancellationToken);
}

/// <summary>The alerts of a period, in any state.</summary>
/// <param name="Alerts">The alerts.</param>
/// <param name="IsCut">Whether there may be more.</param>
internal sealed record AlertAnswer(IReadOnlyList<AlertRecord> Alerts, bool IsCut);
