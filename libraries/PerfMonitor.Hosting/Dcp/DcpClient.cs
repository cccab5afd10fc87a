using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace PerfMonitor.Hosting.Dcp;

/// <summary>DCP's API: Kubernetes' conventions for objects, watches and patches.</summary>
internal sealed class DcpClient : IDisposable
{
    public const string Group = "usvc-dev.developer.microsoft.com/v1";
    public const string Executables = "executables";
    public const string Containers = "containers";
    public const string Services = "services";

    private const string MergePatch = "application/merge-patch+json";
    private const int MaxConflicts = 50;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http;

    public DcpClient(Uri server, string token, string thumbprint)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && DcpCertificate.Thumbprint(certificate) == thumbprint,
            },
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }

    public async Task<JsonObject> CreateAsync(string kind, JsonObject value, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Post, Path(kind), value, "application/json", cancellationToken).ConfigureAwait(false)
            ?? throw new DcpException($"DCP does not know {kind}.");

    public Task<JsonObject?> GetAsync(string kind, string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, Path(kind, name), null, "", cancellationToken);

    public Task<JsonObject?> PatchAsync(string kind, string name, JsonObject patch, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, Path(kind, name), patch, MergePatch, cancellationToken);

    /// <summary>Deletes the object, which ends its process, and waits until it is gone.</summary>
    public async Task DeleteAsync(string kind, string name, CancellationToken cancellationToken)
    {
        for (var answer = await SendAsync(HttpMethod.Delete, Path(kind, name), null, "", cancellationToken).ConfigureAwait(false);
             answer is not null;
             answer = await GetAsync(kind, name, cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks DCP to end everything it started and then itself.</summary>
    public Task ShutDownAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, "/admin/execution", new JsonObject { ["status"] = "Stopping", ["shutdownResourceCleanup"] = "Full" }, MergePatch, cancellationToken);

    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("/admin/execution", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Every object of the kind and then every change, until the connection ends.</summary>
    public async IAsyncEnumerable<(string Type, JsonObject Value)> WatchAsync(string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await _http.GetStreamAsync(new Uri(Path(kind) + "?watch=true", UriKind.Relative), cancellationToken).ConfigureAwait(false));
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (JsonNode.Parse(line) is JsonObject change && change["type"] is { } type && change["object"] is JsonObject value)
            {
                yield return ((string)type!, value);
            }
        }
    }

    /// <summary>The lines a process wrote; each begins with its time in RFC 3339. Nothing when there is no such object.</summary>
    public async IAsyncEnumerable<string> ReadLogAsync(string kind, string name, string source, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var url = $"{Path(kind, name)}/log?source={source}&timestamps=true&follow={(follow ? "true" : "false")}";
        using var response = await _http.GetAsync(new Uri(url, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            yield break;
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Path(string kind, string? name = null) => $"/apis/{Group}/{kind}{(name is null ? "" : "/" + name)}";

    private async Task<JsonObject?> SendAsync(HttpMethod method, string path, JsonNode? body, string contentType, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
            if (body is not null)
            {
                // Without a charset: DCP compares the whole content type.
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(contentType));
            }

            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            // Somebody changed the object between DCP's read and write; also a name that is still being deleted.
            if (response.StatusCode == HttpStatusCode.Conflict && conflicts < MaxConflicts)
            {
                await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
                continue;
            }

            return response.IsSuccessStatusCode
                ? JsonNode.Parse(text) as JsonObject ?? []
                : throw new DcpException($"DCP refused {method} {path}: {(int)response.StatusCode} {text}");
        }
    }
}

/// <summary>DCP refused a request; that is a mistake of ours or of the model, not of the network.</summary>
internal sealed class DcpException(string message) : Exception(message);
