using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PerfMonitor.ServiceDefaults;

/// <summary>Registers ways to sign in.</summary>
public static class AuthenticationSchemes
{
    /// <summary>
    /// Adds a scheme and makes it the default one. Unlike AddAuthentication this leaves out Data Protection, which would write
    /// keys into the home folder at every first start although nothing of ours is protected with them.
    /// </summary>
    public static void AddDefaultAuthenticationScheme<THandler>(this IServiceCollection services, string scheme)
        where THandler : class, IAuthenticationHandler
    {
        services.AddAuthenticationCore(options =>
        {
            options.AddScheme<THandler>(scheme, displayName: null);
            options.DefaultScheme = scheme;
        });
        services.AddWebEncoders();
        services.TryAddTransient<THandler>();
    }
}
