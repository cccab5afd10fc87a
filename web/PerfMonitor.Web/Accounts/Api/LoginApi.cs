using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Accounts.Api;

/// <summary>Signing in and out with a browser.</summary>
internal static class LoginApi
{
    public static void MapLoginApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/login", LoginAsync)
            .AllowAnonymous()
            .WithTags("Session")
            .WithSummary("Signs in: sets the session cookie")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes.MapPost("/api/logout", LogoutAsync)
            .AllowAnonymous()
            .WithTags("Session")
            .WithSummary("Ends the session and deletes the cookie");
    }

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> LoginAsync(
        LoginRequest request, HttpContext context, Login login, CancellationToken cancellation)
    {
        if (request is not { User: { Length: > 0 } user, Password: { Length: > 0 } password })
            return Problem.BadRequest("Send {\"user\": …, \"password\": …}.");

        switch (await login.TryAsync(user, password, context, cancellation))
        {
            case LoginResult.Success success:
                SessionCookie.Set(context, success.Token, success.MaximumAge);
                return TypedResults.Ok(Me.Of(Caller.Of(success.User)));
            case LoginResult.Throttled throttled:
                var seconds = Math.Ceiling(throttled.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                context.Response.Headers.RetryAfter = seconds;
                return TypedResults.Problem(
                    $"Sign-in is refused for {seconds} s: {throttled.Reason}.", statusCode: StatusCodes.Status429TooManyRequests);
            default:
                return TypedResults.Problem("Wrong user or password.", statusCode: StatusCodes.Status401Unauthorized);
        }
    }

    private static async Task<NoContent> LogoutAsync(HttpContext context, Login login, CancellationToken cancellation)
    {
        if (context.Request.Cookies[SessionCookie.Name] is { Length: > 0 } token)
        {
            await login.EndAsync(token, context, cancellation);
            SessionCookie.Delete(context);
        }

        return TypedResults.NoContent();
    }
}

/// <summary>A user name and a password.</summary>
internal sealed record LoginRequest(string? User, string? Password);

/// <summary>Who is signed in.</summary>
/// <param name="Name">The user's name, or <c>key:</c> and the key's.</param>
/// <param name="Role">What they may do; null for a key that only sends samples.</param>
/// <param name="Credential">How they showed who they are.</param>
/// <param name="Scope">What a key is limited to.</param>
internal sealed record Me(string Name, Role? Role, CredentialKind Credential, KeyScope Scope)
{
    public static Me Of(Caller caller) =>
        new(caller.Name, caller.Scope == KeyScope.All ? caller.Role : null, caller.Kind, caller.Scope);
}
