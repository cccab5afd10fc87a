using System.Globalization;
using System.Text.Json;

namespace PerfMonitor.Alerting.Actions;

/// <summary>Asks analytics for the one value of an expression.</summary>
internal sealed class MetricClient(HttpClient client)
{
    /// <summary>Null where it has no value, or several.</summary>
    public async Task<double?> ValueAsync(string query, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri($"/api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), cancellationToken);
        response.EnsureSuccessStatusCode();
        return Read(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public static double? Read(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var result = document.RootElement.GetProperty("data").GetProperty("result");
            return result.GetArrayLength() == 1 && double.TryParse(result[0].GetProperty("value")[1].GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
