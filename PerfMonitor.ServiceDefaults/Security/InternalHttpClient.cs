using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PerfMonitor.ServiceDefaults;

/// <summary>HTTP from one service to another.</summary>
public static class InternalHttpClient
{
    /// <summary>
    /// A typed client whose base address is the named service's (configuration <c>services:NAME:http:0</c>, as Aspire injects it)
    /// and that shows an internal token in this process' name.
    /// </summary>
    public static IHttpClientBuilder AddInternalHttpClient<TClient>(this WebApplicationBuilder builder, string service)
        where TClient : class
    {
        var caller = builder.Environment.ApplicationName;
        return builder.Services.AddHttpClient<TClient>((services, client) => client.BaseAddress = Address(services.GetRequiredService<IConfiguration>(), service))
            .AddHttpMessageHandler(services => new TokenHandler(caller, services.GetRequiredService<InternalToken>(), services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The address of a service.</summary>
    /// <exception cref="InvalidOperationException">The configuration names none.</exception>
    public static Uri Address(IConfiguration configuration, string service) =>
        configuration[$"services:{service}:http:0"] is { Length: > 0 } address
            ? new Uri(address)
            : throw new InvalidOperationException($"services:{service}:http:0 is not set: it is the address of the service '{service}' (the AppHost sets it through WithReference).");

    private sealed class TokenHandler(string caller, InternalToken tokens, TimeProvider clock) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Remove(InternalToken.Header);
            request.Headers.Add(InternalToken.Header, tokens.Issue(caller, Roles.Admin, clock.GetUtcNow()));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
