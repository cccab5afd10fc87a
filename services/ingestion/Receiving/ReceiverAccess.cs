using System.Net;
using System.Security.Claims;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>
/// Who may send samples: whoever reaches us over loopback, an operator through the gateway, or a program with an API key of that role.
/// A request with a proxy's headers came from further away than its connection says, so loopback proves nothing about it.
/// </summary>
internal sealed class ReceiverAccess(ApiKeyVerifier keys)
{
    private const string BearerPrefix = "Bearer ";

    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For"];

    /// <summary>Null where the request may send samples.</summary>
    public async ValueTask<ReceiverFault?> CheckAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Headers.ContainsKey(InternalToken.Header))
        {
            return context.User.Identity is not { IsAuthenticated: true }
                ? Unauthorized($"The {InternalToken.Header} header holds no valid token.")
                : Allowed(context.User.FindFirstValue(ClaimTypes.Role));
        }

        if (IsLocal(context))
        {
            return null;
        }

        var authorization = context.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return Unauthorized("Send an API key: Authorization: Bearer <key>. Only requests over loopback need none.");
        }

        return await keys.VerifyAsync(authorization[BearerPrefix.Length..].Trim(), cancellationToken) switch
        {
            ApiKeyVerdict.Valid valid => Allowed(valid.Role),
            ApiKeyVerdict.Unknown unknown => new ReceiverFault(StatusCodes.Status503ServiceUnavailable, "The API key cannot be checked", unknown.Reason, TimeSpan.FromSeconds(5)),
            _ => Unauthorized("The API key is not valid, or was revoked."),
        };
    }

    private static ReceiverFault? Allowed(string? role) => Roles.Allows(role, Roles.Operator)
        ? null
        : new ReceiverFault(StatusCodes.Status403Forbidden, "Sending samples is not allowed", $"The role '{role}' may not send samples; it takes '{Roles.Operator}'.");

    private static ReceiverFault Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, "The sender is not known", detail);

    private static bool IsLocal(HttpContext context) =>
        IsLoopback(context.Connection.LocalIpAddress) && IsLoopback(context.Connection.RemoteIpAddress)
        && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
