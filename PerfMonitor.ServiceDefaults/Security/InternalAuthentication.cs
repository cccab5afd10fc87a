using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Lets in who shows a valid <see cref="InternalToken"/>, and nobody else.</summary>
public static class InternalAuthentication
{
    /// <summary>The authentication scheme's name.</summary>
    public const string Scheme = "Internal";

    internal static void AddInternalAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new InternalToken(
            services.GetRequiredService<IConfiguration>()["Internal:Key"]
            ?? throw new InvalidOperationException("Internal:Key is not set: give every process of the system the same secret of at least 16 characters (the AppHost does so by itself).")));
        builder.Services.AddDefaultAuthenticationScheme<Handler>(Scheme);
        var authorization = builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var role in Roles.All)
        {
            authorization.AddPolicy(role, policy => policy.RequireAssertion(context => Roles.Allows(context.User.FindFirstValue(ClaimTypes.Role), role)));
        }
    }

    private sealed class Handler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, InternalToken tokens, TimeProvider clock)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[InternalToken.Header].ToString() is not { Length: > 0 } token)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            if (tokens.Verify(token, clock.GetUtcNow()) is not { } caller)
            {
                return Task.FromResult(AuthenticateResult.Fail($"The {InternalToken.Header} header holds no valid token."));
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Subject), new Claim(ClaimTypes.Role, caller.Role)], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
