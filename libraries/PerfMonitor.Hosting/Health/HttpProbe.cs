using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Health;

/// <summary>A GET must answer with the expected status code.</summary>
internal sealed class HttpProbe(EndpointReference endpoint, string path, int statusCode) : IProbe
{
    private const int MaxBodyShown = 300;

    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        MaxResponseDrainSize = 64 * 1024,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public string Path => path;

    public int StatusCode => statusCode;

    /// <summary>What the endpoint answers; null where it does not.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Client.GetStringAsync(new Uri(new Uri(endpoint.Url), path), cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<ProbeResult> CheckAsync(CancellationToken cancellationToken)
    {
        var url = new Uri(new Uri(endpoint.Url), path);
        try
        {
            using var response = await Client.GetAsync(url, cancellationToken).ConfigureAwait(false);
            var code = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            if ((int)response.StatusCode == statusCode)
            {
                return ProbeResult.Healthy($"GET {url} answered {code}.");
            }

            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return ProbeResult.Unhealthy($"GET {url} answered {code} instead of {statusCode}: {body[..Math.Min(body.Length, MaxBodyShown)]}");
        }
        catch (HttpRequestException e)
        {
            return ProbeResult.Unhealthy($"GET {url} failed: {e.Message}");
        }
    }
}
