using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Accounts.Api;

/// <summary>Lets ingestion, which owns no keys, ask whether one may send samples.</summary>
internal static class KeyVerificationApi
{
    public static void MapKeyVerificationApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/api-keys/verify", VerifyAsync)
            .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = InternalAuthentication.Scheme, Policy = Roles.Admin })
            .ExcludeFromDescription();

    private static async Task<Ok<KeyVerification>> VerifyAsync(
        KeyToVerify request, ApiKeys keys, TimeProvider time, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(request.Key) || await keys.FindAsync(request.Key, cancellation) is not { } key)
            return TypedResults.Ok(new KeyVerification(false, null, null, "The API key is not known."));
        if (key.RefuseAt(time.GetUtcNow()) is { } refusal)
            return TypedResults.Ok(new KeyVerification(false, key.Name, null, refusal));
        if (!key.MayIngest)
            return TypedResults.Ok(new KeyVerification(false, key.Name, key.Role, "The API key may not send samples: it needs the role operator or the scope ingest."));

        // A key for samples has no role of its own; towards ingestion it counts as the least one that may send them.
        return TypedResults.Ok(new KeyVerification(true, key.Name, key.Scope == KeyScope.Ingest ? Role.Operator : key.Role, null));
    }
}

/// <summary>The text of a key.</summary>
internal sealed record KeyToVerify(string? Key);

/// <summary>Whether a key may send samples now, and why not.</summary>
internal sealed record KeyVerification(bool Valid, string? Name, Role? Role, string? Reason);
