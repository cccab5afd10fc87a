using Microsoft.Extensions.Options;
using PerfMonitor.Reporting.Data;
using PerfMonitor.Reporting.Rendering;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Generation;

/// <summary>From a request to its files: ask, build, render.</summary>
internal sealed class ReportGenerator(
    ReportDataReader reader,
    IEnumerable<IReportRenderer> renderers,
    IOptions<ReportingOptions> reporting,
    IOptions<GenerationOptions> generation,
    TimeProvider clock,
    ILogger<ReportGenerator> logger)
{
    /// <exception cref="DataUnavailableException">A service with data for the report does not answer now.</exception>
    /// <exception cref="DataRefusedException">A service with data for the report refused a question.</exception>
    /// <exception cref="ReportTooLargeException">A file is larger than may be stored.</exception>
    public async Task<FinishedReport> GenerateAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        var zone = reporting.Value.Zone;
        var data = await reader.ReadAsync(request.Period, cancellationToken);
        var report = ReportBuilder.Build(request, data, zone, clock.GetUtcNow());
        var files = new List<StoredFile>();
        foreach (var renderer in renderers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var file = renderer.Render(report);
            if (file.Bytes.Length > generation.Value.LargestFileBytes)
            {
                throw new ReportTooLargeException($"The {file.Format} file has {file.Bytes.Length} bytes; Generation:LargestFileBytes allows {generation.Value.LargestFileBytes}. Ask for a shorter period, or raise the setting.");
            }

            if (file.MissingCharacters > 0)
            {
                Log.MissingGlyphs(logger, request.Id, file.MissingCharacters);
            }

            files.Add(new StoredFile(file.Format, file.ContentType, FileName.Of(request.Title, request.Period, zone, file.Format), file.Pages, file.Bytes));
        }

        return new FinishedReport(files, report.Headline, report.GeneratedAt);
    }
}

/// <summary>A file of a report is larger than may be stored.</summary>
internal sealed class ReportTooLargeException(string message) : Exception(message);
