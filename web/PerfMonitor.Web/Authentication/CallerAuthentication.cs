using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Authentication;

/// <summary>Finds out who makes a request, by session cookie or API key.</summary>
internal sealed class CallerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    Credentials credentials,
    Auditor auditor,
    IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "PerfMonitor";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (PresentedCredential.Of(Request) is not { } presented)
            return AuthenticateResult.NoResult();
        var (caller, refusal) = await credentials.CheckAsync(presented, Context.RequestAborted);
        return caller is null
            ? AuthenticateResult.Fail(refusal)
            : AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(SchemeName), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        await WriteAsync(result.Failure?.Message ?? "Sign in at POST /api/login, or send an API key as 'Authorization: Bearer …'.");
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
            await auditor.RecordAsync(Context, Request.Method, Request.Path, AuditOutcome.Refused, "the role is too low");
        Response.StatusCode = StatusCodes.Status403Forbidden;
        var caller = Caller.Of(Context.User);
        await WriteAsync(caller is { Scope: KeyScope.Ingest }
            ? $"The API key may send samples and nothing else; {Request.Method} {Request.Path} is something else."
            : $"{Request.Method} {Request.Path} is not allowed to the role {caller?.Role.Name()}. Ask an admin for a higher role.");
    }

    private async Task WriteAsync(string detail) =>
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = Context,
            ProblemDetails = { Status = Response.StatusCode, Detail = detail },
        });
}
