using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Data;

/// <summary>Asks analytics for series.</summary>
internal interface IMetricSource
{
    /// <exception cref="DataUnavailableException">Analytics does not answer now.</exception>
    /// <exception cref="DataRefusedException">Analytics does not take the question.</exception>
    Task<MetricAnswer> AskAsync(ReportQuery query, ReportPeriod period, CancellationToken cancellationToken);
}

/// <summary>The answer to one question.</summary>
/// <param name="Series">Empty where there are no data.</param>
/// <param name="Warnings">What analytics says about its own answer.</param>
internal sealed record MetricAnswer(IReadOnlyList<MetricSeries> Series, IReadOnlyList<string> Warnings);
