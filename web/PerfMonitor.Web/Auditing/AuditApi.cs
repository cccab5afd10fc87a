using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Auditing;

/// <summary>The audit log over HTTP.</summary>
internal static class AuditApi
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1000;

    public static void MapAuditApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/audit", ListAsync)
            .RequireAuthorization(Roles.Admin)
            .WithTags("Audit")
            .WithSummary("What was done, by whom, from where; newest first");

    /// <param name="store">The log.</param>
    /// <param name="cancellation">Ends with the request.</param>
    /// <param name="limit">Entries per page, at most 1000.</param>
    /// <param name="before">The id after which to go on: next of the page before.</param>
    /// <param name="actor">Only what this user or key did.</param>
    /// <param name="action">Only this action.</param>
    private static async Task<Ok<AuditPage>> ListAsync(
        IAuditStore store, CancellationToken cancellation, int limit = DefaultLimit, long? before = null, string? actor = null, string? action = null)
    {
        limit = Math.Clamp(limit, 1, LargestLimit);
        var entries = await store.ListAsync(new AuditQuery(limit, before, actor, action), cancellation);
        return TypedResults.Ok(new AuditPage(entries, entries.Count == limit ? entries[^1].Id : null));
    }
}

/// <summary>One page of the audit log.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">Pass it as <c>before</c> to read on; null at the end.</param>
internal sealed record AuditPage(IReadOnlyList<StoredAuditEntry> Entries, long? Next);
