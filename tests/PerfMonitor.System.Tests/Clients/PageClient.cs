using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.SystemTests.Clients;

/// <summary>The gateway as an automation client sees it: one address, one API key.</summary>
public sealed class PageClient : IDisposable
{
    private readonly HttpClient _http;

    public PageClient(Uri page, string apiKey)
    {
        _http = new HttpClient { BaseAddress = page, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    /// <summary>The client itself, for what has no method here.</summary>
    public HttpClient Http => _http;

    /// <summary>GETs JSON; the failure names the address and the answer. "Not now" (503) is a failed request, which a careful client repeats.</summary>
    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new HttpRequestException($"GET {path}: {text}", inner: null, response.StatusCode);
        }

        Assert.True(response.IsSuccessStatusCode, $"GET {path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>POSTs JSON; the failure names the address and the answer.</summary>
    public async Task<JsonNode?> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), mediaType: new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(path, content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"POST {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>The result of an instant query.</summary>
    public async Task<JsonArray> QueryAsync(string query, CancellationToken cancellationToken)
    {
        var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}", cancellationToken);
        return answer["data"]!["result"]!.AsArray();
    }

    /// <summary>Every raw sample that a range selector finds, as (label value, milliseconds, value).</summary>
    public async Task<IReadOnlyList<(string Label, long TimestampMs, double Value)>> RawSamplesAsync(string selector, string label, CancellationToken cancellationToken)
    {
        var series = await QueryAsync(selector, cancellationToken);
        return
        [
            .. from one in series
               let name = (string)one!["metric"]![label]!
               from point in one["values"]!.AsArray()
               select (name, (long)Math.Round(point![0]!.GetValue<double>() * 1_000), double.Parse((string)point[1]!, CultureInfo.InvariantCulture)),
        ];
    }

    public void Dispose() => _http.Dispose();
}
