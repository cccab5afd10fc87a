using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;
using PerfMonitor.Reporting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Reporting.Api;

/// <summary>Asking for reports, listing and downloading them.</summary>
internal static class ReportsApi
{
    private const int UsualPage = 50;
    private const int LongestPage = 500;
    private const string UsualFormat = "pdf";

    public static void MapReportsApi(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/api/reports").AddEndpointFilter<RouteGroupBuilder, DatabaseAway>();
        reports.MapGet("", ListAsync).RequireAuthorization(Roles.Viewer);
        reports.MapPost("", RequestAsync).RequireAuthorization(Roles.Operator);
        reports.MapGet("{id:guid}", FindAsync).RequireAuthorization(Roles.Viewer);
        reports.MapGet("{id:guid}/download", DownloadAsync).RequireAuthorization(Roles.Viewer);
    }

    /// <summary>The newest first; the next page begins with <paramref name="before"/> = requestedAt of the last one.</summary>
    private static async Task<Ok<ReportListDto>> ListAsync(ReportArchive archive, int? limit, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var rows = await archive.ListAsync(Math.Clamp(limit ?? UsualPage, 1, LongestPage), before, cancellationToken);
        return TypedResults.Ok(new ReportListDto([.. rows.Select(ReportDto.Of)]));
    }

    private static async Task<Results<Accepted<ReportAcceptedDto>, ValidationProblem, ProblemHttpResult>> RequestAsync(
        ReportWish? wish,
        HttpContext context,
        IReportQueue queue,
        ReportSignal signal,
        IOptions<ReportingOptions> options,
        TimeProvider clock,
        ILogger<ReportWish> logger,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var bounds = new RequestBounds(options.Value.LongestPeriod, options.Value.MostRecipients);
        var (request, errors) = RequestRules.Check(Guid.CreateVersion7(now), wish ?? new ReportWish(), context.User.Identity?.Name ?? "unknown", now, bounds);
        if (request is null)
        {
            return TypedResults.ValidationProblem(errors, title: "The report cannot be made as asked.");
        }

        if (await queue.LengthAsync(cancellationToken) is var length && length >= options.Value.LongestQueue)
        {
            return TypedResults.Problem(
                $"{length} reports are waiting; Reporting:LongestQueue allows {options.Value.LongestQueue}. Ask again when some of them are done.",
                statusCode: StatusCodes.Status429TooManyRequests,
                title: "Too many reports are waiting.");
        }

        await queue.AddAsync(request, now, cancellationToken);
        signal.Set();
        Log.Requested(logger, request.RequestedBy, request.Id, request.Period.From, request.Period.To);
        return TypedResults.Accepted(string.Create(CultureInfo.InvariantCulture, $"/api/reports/{request.Id}"), new ReportAcceptedDto(request.Id));
    }

    private static async Task<Results<Ok<ReportDto>, ProblemHttpResult>> FindAsync(Guid id, ReportArchive archive, CancellationToken cancellationToken) =>
        await archive.FindAsync(id, cancellationToken) is { } row ? TypedResults.Ok(ReportDto.Of(row)) : NotFound(id);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DownloadAsync(
        Guid id,
        string? format,
        IReportQueue queue,
        ReportArchive archive,
        CancellationToken cancellationToken)
    {
        var wanted = format ?? UsualFormat;
        if (await queue.FileAsync(id, wanted, cancellationToken) is { } file)
        {
            return TypedResults.File(file.Content, file.ContentType, file.FileName);
        }

        if (await archive.FindAsync(id, cancellationToken) is not { } row)
        {
            return NotFound(id);
        }

        if (row.State == "ready")
        {
            return TypedResults.Problem(
                $"Report {id} has no form '{wanted}'; it has {string.Join(", ", row.Files.Select(one => one.Format))}.",
                statusCode: StatusCodes.Status404NotFound,
                title: "The report has no such form.");
        }

        return TypedResults.Problem(
            $"Report {id} is {row.State}{(row.Reason is null ? "." : $": {row.Reason}")}",
            statusCode: StatusCodes.Status409Conflict,
            title: row.State == "failed" ? "The report could not be made." : "The report is not ready yet.");
    }

    private static ProblemHttpResult NotFound(Guid id) => TypedResults.Problem(
        $"There is no report {id}; it may have been deleted because of its age (Retention:Age).",
        statusCode: StatusCodes.Status404NotFound,
        title: "There is no such report.");
}
