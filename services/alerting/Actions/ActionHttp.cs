using System.Globalization;
using System.Text.Json;
using OpenTelemetry;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Actions;

/// <summary>HTTP of actions and their post-conditions.</summary>
internal sealed class ActionHttp(HttpClient client, TimeProvider clock)
{
    /// <summary>Status and body; of a body that is long, or does not come to its end, the beginning: whether it was done says the status.</summary>
    public async Task<(int Status, string Body)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Addresses may hold secrets; the HTTP client's own trace would show them.
        using var quiet = SuppressInstrumentationScope.Begin();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return ((int)response.StatusCode, await HttpConnections.BeginningAsync(response, clock, cancellationToken));
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
