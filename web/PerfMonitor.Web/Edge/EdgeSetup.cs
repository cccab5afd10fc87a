using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Edge;

/// <summary>What holds for every request, whoever answers it.</summary>
internal static class EdgeSetup
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.UseListenAddress();
        var services = builder.Services;
        services.AddValidatedOptions<WebOptions>("Web");
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, ProxyTrust>();
        services.AddCors();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CrossOrigin>();
        services.AddExceptionHandler<ErrorAnswers>();
        services.ConfigureHttpJsonOptions(options =>
        {
            // A misspelt property is an error: an ignored "expires" would make a key that never ends.
            options.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });

        // Over TLS too: no answer holds a secret beside text that somebody else could choose and repeat.
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    /// <summary>What comes before anything is looked up.</summary>
    public static void UseEdge(this IApplicationBuilder app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseCors();
    }
}
