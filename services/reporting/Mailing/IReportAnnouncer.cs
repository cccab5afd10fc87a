using PerfMonitor.Contracts;

namespace PerfMonitor.Reporting.Mailing;

/// <summary>Tells the rest of the system that a report is ready.</summary>
internal interface IReportAnnouncer
{
    /// <returns>Why it could not be told; null when it was.</returns>
    Task<string?> AnnounceAsync(ReportReady ready, CancellationToken cancellationToken);
}
