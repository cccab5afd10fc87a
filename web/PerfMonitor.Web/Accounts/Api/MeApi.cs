using Microsoft.AspNetCore.Http.HttpResults;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Accounts.Api;

/// <summary>What everybody may know and do about themselves.</summary>
internal static class MeApi
{
    public static void MapMeApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/me", (HttpContext context) => TypedResults.Ok(Me.Of(Caller.Of(context.User)!)))
            .RequireAuthorization()
            .WithTags("Session")
            .WithSummary("Who is signed in");
        routes.MapPost("/api/me/password", ChangePasswordAsync)
            .RequireAuthorization()
            .WithTags("Session")
            .WithSummary("Changes the own password; all other sessions of the user end")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        PasswordChangeRequest request,
        HttpContext context,
        IUserStore users,
        PasswordChange passwordChange,
        CancellationToken cancellation)
    {
        if (Caller.Of(context.User)?.UserId is not { } id || await users.FindAsync(id, cancellation) is not { } user)
            return Problem.BadRequest("An API key has no password. Sign in as a user to change the user's.");
        if (AccountRules.RefusePassword(request.NewPassword, user.Name) is { } refusal)
            return Problem.AtField("newPassword", refusal);

        switch (await passwordChange.TryAsync(user, request.CurrentPassword ?? "", request.NewPassword!, context, cancellation))
        {
            case LoginResult.Success success:
                SessionCookie.Set(context, success.Token, success.MaximumAge);
                return TypedResults.NoContent();
            case LoginResult.Throttled throttled:
                return TypedResults.Problem($"{throttled.Reason}. Try again later.", statusCode: StatusCodes.Status429TooManyRequests);
            default:
                return Problem.AtField("currentPassword", "The current password is wrong.");
        }
    }
}

/// <summary>The password as it is and as it shall be.</summary>
internal sealed record PasswordChangeRequest(string? CurrentPassword, string? NewPassword);
