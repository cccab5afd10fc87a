using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Edge;

/// <summary>Lets the pages of configured origins use the API (CORS).</summary>
internal sealed class CrossOrigin(IOptions<OriginOptions> options) : IConfigureOptions<CorsOptions>
{
    public void Configure(CorsOptions cors) => cors.AddDefaultPolicy(Describe(options.Value.Origins));

    internal static CorsPolicy Describe(IReadOnlyList<string> origins)
    {
        var policy = new CorsPolicyBuilder()
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.ContentEncoding, RequestForgery.Header)
            .WithExposedHeaders(HeaderNames.ContentDisposition, HeaderNames.Location, HeaderNames.RetryAfter)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10));

        // Any origin together with the cookie would hand every page the visitor's session.
        return origins.Contains(OriginOptions.Any)
            ? policy.AllowAnyOrigin().Build()
            : policy.WithOrigins([.. origins]).AllowCredentials().Build();
    }
}
