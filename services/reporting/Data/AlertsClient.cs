using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Data;

/// <summary>Asks alerting's API.</summary>
internal sealed class AlertsClient(HttpClient http) : IAlertSource
{
    // The newest this many; a report says when there may be more.
    private const int MostAlerts = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public async Task<AlertAnswer> AlertsAsync(ReportPeriod period, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/api/alerts?state=all&from={Iso(period.From)}&to={Iso(period.To)}&limit={MostAlerts}"));
        return Read(await ServiceAnswer.GetBytesAsync(http, request, "alerting", cancellationToken));
    }

    private static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static AlertAnswer Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var alerts = JsonSerializer.Deserialize<Page>(body, Json)?.Alerts ?? throw new JsonException("it has no alerts");
            return new AlertAnswer(alerts, alerts.Count >= MostAlerts);
        }
        catch (JsonException broken)
        {
            throw new DataUnavailableException($"Alerting answered with something that is no list of alerts: {broken.Message}", broken);
        }
    }

    private sealed record Page(IReadOnlyList<AlertRecord>? Alerts);
}
