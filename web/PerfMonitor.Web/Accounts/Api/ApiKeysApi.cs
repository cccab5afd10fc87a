using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Auditing;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Accounts.Api;

/// <summary>API keys over HTTP, for admins.</summary>
internal static class ApiKeysApi
{
    public static void MapApiKeysApi(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/api-keys").RequireAuthorization(Roles.Admin).WithTags("API keys");
        keys.MapGet("", ListAsync).WithSummary("All keys, revoked ones too, newest first");
        keys.MapPost("", CreateAsync)
            .WithSummary("Makes a key; its text is shown this once")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        keys.MapPatch("/{id:guid}", ChangeAsync)
            .WithSummary("Changes a key's name or end")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        keys.MapDelete("/{id:guid}", RevokeAsync)
            .WithSummary("Revokes a key for good")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ApiKeyList>> ListAsync(ApiKeys keys, CancellationToken cancellation) =>
        TypedResults.Ok(new ApiKeyList([.. (await keys.ListAsync(cancellation)).Select(ApiKeyView.Of)]));

    private static async Task<Results<Created<CreatedApiKey>, ProblemHttpResult>> CreateAsync(
        NewApiKey request, HttpContext context, ApiKeys keys, Auditor auditor, TimeProvider time, CancellationToken cancellation)
    {
        if (Refuse(request.Name, request.ExpiresAt, time.GetUtcNow()) is { } refusal)
            return Problem.BadRequest(refusal);
        if (request is { Role: null, Scope: not KeyScope.Ingest })
            return Problem.BadRequest("A key has a role (viewer, operator or admin), unless its scope is ingest.");

        var scope = request.Scope ?? KeyScope.All;
        var role = scope == KeyScope.Ingest ? Role.Viewer : request.Role!.Value;
        var creator = Caller.Of(context.User)!.Name;
        var (key, text) = await keys.CreateAsync(request.Name!.Trim(), role, scope, request.ExpiresAt?.ToUniversalTime(), creator, cancellation);
        await auditor.RecordAsync(context, "key.create", key.Name, AuditOutcome.Success, $"{key.Prefix}… role {role.Name()}, scope {scope}");
        return TypedResults.Created($"/api/api-keys/{key.Id}", CreatedApiKey.Of(key, text));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        Guid id, ChangedApiKey request, HttpContext context, ApiKeys keys, Auditor auditor, TimeProvider time, CancellationToken cancellation)
    {
        if (Refuse(request.Name ?? "unchanged", request.ExpiresAt, time.GetUtcNow()) is { } refusal)
            return Problem.BadRequest(refusal);
        if (!await keys.ChangeAsync(id, request.Name?.Trim(), request.ExpiresAt?.ToUniversalTime(), cancellation))
            return NoSuchKey(id);
        await auditor.RecordAsync(context, "key.change", id.ToString(), AuditOutcome.Success, $"name {request.Name}, ends {request.ExpiresAt:u}");
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, HttpContext context, ApiKeys keys, Auditor auditor, CancellationToken cancellation)
    {
        if (!await keys.RevokeAsync(id, cancellation))
            return NoSuchKey(id);
        await auditor.RecordAsync(context, "key.revoke", id.ToString(), AuditOutcome.Success);
        return TypedResults.NoContent();
    }

    private static string? Refuse(string? name, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        AccountRules.RefuseKeyName(name) ?? (expiresAt <= now ? "expiresAt lies in the past." : null);

    private static ProblemHttpResult NoSuchKey(Guid id) =>
        Problem.NotFound($"There is no key {id} that still works. GET /api/api-keys lists them.");
}

/// <summary>All keys, newest first.</summary>
internal sealed record ApiKeyList(IReadOnlyList<ApiKeyView> Keys);

/// <summary>A key without its text.</summary>
internal record ApiKeyView(
    Guid Id,
    string Name,
    string Prefix,
    Role Role,
    KeyScope Scope,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    public static ApiKeyView Of(ApiKey key) => new(
        key.Id, key.Name, key.Prefix, key.Role, key.Scope, key.CreatedBy, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt);
}

/// <summary>A key to make.</summary>
internal sealed record NewApiKey(string? Name, Role? Role, KeyScope? Scope, DateTimeOffset? ExpiresAt);

/// <summary>The key that was made, and its text for <c>Authorization: Bearer</c>, which is kept nowhere.</summary>
internal sealed record CreatedApiKey : ApiKeyView
{
    private CreatedApiKey(ApiKeyView view, string key)
        : base(view) => Key = key;

    public string Key { get; }

    public static CreatedApiKey Of(ApiKey key, string text) => new(ApiKeyView.Of(key), text);
}

/// <summary>What is to change; what is absent stays.</summary>
internal sealed record ChangedApiKey(string? Name, DateTimeOffset? ExpiresAt);
