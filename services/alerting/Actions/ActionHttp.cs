using System.Globalization;
using System.Text.Json;
using OpenTelemetry;

namespace PerfMonitor.Alerting.Actions;

/// <summary>HTTP of actions and their post-conditions.</summary>
internal sealed class ActionHttp(HttpClient client)
{
    // What is said beyond this is not worth reading, and no reason to call the request failed.
    private const int LongestAnswer = 64 * 1024;

    public async Task<(int Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Addresses may hold secrets; the HTTP client's own trace would show them.
        using var quiet = SuppressInstrumentationScope.Begin();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var buffer = new char[LongestAnswer];
        var length = await reader.ReadBlockAsync(buffer, cancellationToken);
        return ((int)response.StatusCode, new string(buffer, 0, length));
    }

    /// <summary>The number an address answers with; null where it answers with none.</summary>
    public async Task<double?> NumberAsync(string url, string field, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var (status, body) = await SendAsync(request, cancellationToken);
        return status is >= 200 and < 300 ? Number(body, field) : null;
    }

    public static double? Number(string body, string field)
    {
        if (field.Length == 0)
        {
            return double.TryParse(body.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
