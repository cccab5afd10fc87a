using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts.Api;
using PerfMonitor.Web.Auditing;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Backup;

/// <summary><c>/api/v1/configuration</c>: take a backup of what people have set up, and restore one. For admins.</summary>
internal static class BackupApi
{
    /// <summary>The header with the passphrase for the secrets, percent-encoded as in an address.</summary>
    public const string PassphraseHeader = "Backup-Passphrase";

    private const string Path = "/api/v1/configuration";
    private const string Target = "configuration";

    public static void MapBackupApi(this IEndpointRouteBuilder routes)
    {
        var configuration = routes.MapGroup(Path).RequireAuthorization(Roles.Admin).WithTags("Configuration");
        configuration.MapGet("", TakeAsync)
            .WithSummary("A backup of everything people have set up, as a file; secrets are left out, or sealed under the passphrase of the header Backup-Passphrase")
            .Produces<BackupFile>(StatusCodes.Status200OK, "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        configuration.MapPost("", RestoreAsync)
            .WithSummary("Restores a backup (dryRun: only says what would change; remove: also removes what the backup does not hold)")
            .WithMetadata(new RequestSizeLimitAttribute(BackupEndpoint.LargestBody))
            .Accepts<BackupFile>("application/json")
            .Produces<RestoreReport.Restored>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> TakeAsync(
        HttpContext context, Backups backups, Auditor auditor, CancellationToken cancellation)
    {
        var (passphrase, refusal) = Passphrase(context.Request);
        if (refusal is not null)
            return Problem.BadRequest(refusal);
        using var sealer = passphrase is null ? null : Sealer.New(passphrase);
        try
        {
            var file = await backups.TakeAsync(Caller.Of(context.User)!.Name, sealer, cancellation);
            await auditor.RecordAsync(context, "configuration.backup", Target, AuditOutcome.Success, $"{file.Items} items, secrets {(sealer is null ? "left out" : "sealed")}");
            return TypedResults.File(file.Write(), "application/json", file.Name);
        }
        catch (PartyAwayException away)
        {
            await auditor.RecordAsync(context, "configuration.backup", Target, AuditOutcome.Failed, away.Message);
            return Problem.Unavailable($"There is no backup, because {away.Message}. Try again shortly.");
        }
    }

    private static async Task<Results<JsonHttpResult<RestoreReport.Restored>, ProblemHttpResult>> RestoreAsync(
        HttpContext context, Backups backups, Auditor auditor, CancellationToken cancellation, bool dryRun = false, bool remove = false)
    {
        var (passphrase, refusal) = Passphrase(context.Request);
        if (refusal is not null)
            return Problem.BadRequest(refusal);
        var (file, fault) = await BackupFile.ReadAsync(context.Request.Body, cancellation);
        if (file is null)
            return Problem.BadRequest(fault!);
        if (passphrase is not null && file.Seal is null)
            return Problem.BadRequest("The file holds no secrets; leave the passphrase out.");
        using var sealer = file.Seal is { } seal && passphrase is not null ? Sealer.Of(seal, passphrase) : null;
        if (passphrase is not null && sealer is null)
            return Problem.BadRequest("The file is sealed in a way that this program does not know: file.seal.");

        var report = await backups.RestoreAsync(file, sealer, remove, dryRun, Caller.Of(context.User)!.Name, cancellation);
        if (!dryRun)
            await auditor.RecordAsync(context, "configuration.restore", Target, OutcomeOf(report), Describe(report, file));
        return report switch
        {
            RestoreReport.Restored restored => TypedResults.Json(restored, BackupJson.Frame),
            RestoreReport.Unreadable unreadable => TypedResults.Problem(
                $"Nothing was changed, because {(unreadable.Faults.Count == 1 ? "a place" : $"{unreadable.Faults.Count} places")} of the file cannot be read: {unreadable.Faults[0]}.",
                statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["faults"] = unreadable.Faults }),
            RestoreReport.BrokenOff { Done.Count: 0 } broken => Problem.Unavailable($"Nothing was changed, because {broken.Reason}. Try again shortly."),
            RestoreReport.BrokenOff broken => Problem.Unavailable(
                $"{broken.Reason}. Restored are {string.Join(", ", broken.Done)}; restore the same file again when it answers, which changes nothing in those."),
            _ => throw new InvalidOperationException($"{report} is no report."),
        };
    }

    private static (string? Passphrase, string? Refusal) Passphrase(HttpRequest request) =>
        request.Headers[PassphraseHeader].ToString() is { Length: > 0 } encoded && Uri.UnescapeDataString(encoded) is var passphrase
            ? (passphrase, Sealer.Refuse(passphrase))
            : (null, null);

    private static AuditOutcome OutcomeOf(RestoreReport report) => report switch
    {
        RestoreReport.Restored => AuditOutcome.Success,
        RestoreReport.Unreadable => AuditOutcome.Refused,
        _ => AuditOutcome.Failed,
    };

    private static string Describe(RestoreReport report, BackupFile file) => report switch
    {
        RestoreReport.Restored restored => $"backup of {file.TakenAt:u} by {file.TakenBy}: " + string.Join(", ", restored.Parts
            .SelectMany(static part => part.Changes)
            .CountBy(static change => change.Outcome)
            .Select(static count => $"{count.Value} {count.Key.ToString().ToLowerInvariant()}")
            .DefaultIfEmpty("nothing differs")),
        RestoreReport.Unreadable unreadable => unreadable.Faults[0],
        RestoreReport.BrokenOff broken => broken.Reason,
        _ => "",
    };
}
