using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>A service behind the gateway that answers as a test says.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Upstream(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<Upstream> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.MaxRequestLineSize) = (null, HostDefaults.MaximumRequestLine));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Upstream(app);
    }

    /// <summary>The setting that makes the gateway find it as the named service.</summary>
    public Dictionary<string, string?> As(params ReadOnlySpan<string> services)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var service in services)
            settings.Add($"services:{service}:http:0", Address);
        return settings;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
