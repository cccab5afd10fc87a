using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using PerfMonitor.Ingestion.Probing;
using PerfMonitor.Ingestion.Receiving;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Fetches a target's text over HTTP. Connections are kept between scrapes; the text shares the memory of request bodies.</summary>
internal sealed class ScrapeFetch(TimeProvider clock) : IDisposable
{
    private const int MaximumRedirects = 10;
    private const int MaximumHeaderKilobytes = 64;
    private const string Accept =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.1";

    private readonly HttpMessageInvoker _strict = new(Handler(allowInvalidCertificate: false));
    private readonly HttpMessageInvoker _lax = new(Handler(allowInvalidCertificate: true));

    /// <summary>Fetches into a body; says whether it is OpenMetrics, or why there is nothing.</summary>
    public async Task<(bool OpenMetrics, string? Failure)> RunAsync(ScrapePoint point, RequestBody body, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(point.Job.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(point, body, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return (false, $"no whole answer within {point.Job.Timeout.TotalSeconds:0} s");
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever goes wrong on the way to a text is the result of the scrape, and must not end the scraping.
            return (false, FailureText.Innermost(broken));
        }
    }

    public void Dispose()
    {
        _strict.Dispose();
        _lax.Dispose();
    }

    private static SocketsHttpHandler Handler(bool allowInvalidCertificate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = MaximumHeaderKilobytes,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, errors) => allowInvalidCertificate || errors == SslPolicyErrors.None },
    };

    private async Task<(bool OpenMetrics, string? Failure)> FollowAsync(ScrapePoint point, RequestBody body, CancellationToken cancellationToken)
    {
        var url = point.Target.Url;
        for (var hop = 0; hop <= MaximumRedirects; hop++)
        {
            using var request = Request(point, url);
            using var response = await (point.Job.Definition.AllowInvalidCertificate!.Value ? _lax : _strict).SendAsync(request, cancellationToken);
            if ((int)response.StatusCode is >= 301 and <= 308 && response.Headers.Location is { } location)
            {
                url = new Uri(url, location);
                continue;
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (false, $"it answered {(int)response.StatusCode}");
            }

            var failure = await ReadAsync(point, response, body, cancellationToken);
            return (string.Equals(response.Content.Headers.ContentType?.MediaType, "application/openmetrics-text", StringComparison.OrdinalIgnoreCase), failure);
        }

        return (false, $"it redirected more than {MaximumRedirects} times");
    }

    private static HttpRequestMessage Request(ScrapePoint point, Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("PerfMonitor-scrape", null));
        request.Headers.Add("X-Prometheus-Scrape-Timeout-Seconds", point.Job.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in SecretHeaders.For(url, point.Target.Url, point.Job.Definition.Headers!))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<string?> ReadAsync(ScrapePoint point, HttpResponseMessage response, RequestBody body, CancellationToken cancellationToken)
    {
        var limit = point.Job.Definition.BodySizeLimit!.Value;
        var packed = response.Content.Headers.ContentEncoding.LastOrDefault() is { } encoding && encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        await using var counted = new WireStream(await response.Content.ReadAsStreamAsync(cancellationToken));
        await using var stream = packed ? new GZipStream(counted, CompressionMode.Decompress) : (Stream)counted;
        while (true)
        {
            var room = body.Room(limit);
            if (room.IsEmpty)
            {
                return "the memory for bodies is used up (Receivers:MaximumBufferedBytes)";
            }

            var read = await stream.ReadAsync(room, cancellationToken);
            body.Advance(read);
            if (read == 0)
            {
                return packed && !counted.IsWholeGzip(body.Bytes.Span) ? "its gzip text ends early" : null;
            }

            if (body.Length > limit)
            {
                return $"its text is longer than {limit} bytes (bodySizeLimit)";
            }
        }
    }
}
