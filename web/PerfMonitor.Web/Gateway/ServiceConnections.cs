using Microsoft.Extensions.Options;

namespace PerfMonitor.Web.Gateway;

/// <summary>The pooled connections to the services, and where those are.</summary>
internal sealed class ServiceConnections : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly IConfiguration _configuration;

    public ServiceConnections(IConfiguration configuration, IOptions<GatewayOptions> options)
    {
        _configuration = configuration;
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            // A gateway passes on what it gets: redirects, cookies and encodings are between client and service.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            ConnectTimeout = options.Value.ConnectTimeout,
            MaxConnectionsPerServer = options.Value.ConnectionsPerService,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
    }

    /// <summary>The configuration key of a service's address.</summary>
    public static string AddressKey(string service) => $"services:{service}:http:0";

    public Uri? AddressOf(string service) =>
        Uri.TryCreate(_configuration[AddressKey(service)], UriKind.Absolute, out var address) ? address : null;

    /// <summary>Returns as soon as the head of the answer is there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellation) =>
        _invoker.SendAsync(message, cancellation);

    public void Dispose() => _invoker.Dispose();
}
