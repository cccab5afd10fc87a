using System.Globalization;
using System.Text.Json;
using PerfMonitor.Alerting.Alerts;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>Asks analytics what an alert's rule compared.</summary>
internal sealed class AlertHistoryClient(HttpClient client) : IAlertHistories
{
    public async Task<AlertHistory?> ReadAsync(Alert alert, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (alert.Expression.Length == 0)
        {
            return null;
        }

        var (from, to) = AlertHistory.Span(alert, now);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["query"] = alert.Expression,
            ["subject"] = "true",
            ["start"] = Seconds(from),
            ["end"] = Seconds(to),
            ["step"] = AlertHistory.Step(from, to).TotalSeconds.ToString(CultureInfo.InvariantCulture),
        });
        using var response = await client.PostAsync(new Uri("/api/v1/query_range", UriKind.Relative), form, cancellationToken);
        response.EnsureSuccessStatusCode();
        return Read(await response.Content.ReadAsStringAsync(cancellationToken), alert.Labels) is { Count: > 1 } points ? new AlertHistory(from, to, points) : null;
    }

    /// <summary>The values of the series that is the alert's: all its labels are the alert's too. None where there is none, or several.</summary>
    /// <exception cref="JsonException">The answer is not one of the query API.</exception>
    public static IReadOnlyList<(DateTimeOffset At, double Value)> Read(string answer, IReadOnlyDictionary<string, string> labels)
    {
        using var document = JsonDocument.Parse(answer);
        try
        {
            var own = document.RootElement.GetProperty("data").GetProperty("result").EnumerateArray()
                .Where(series => series.GetProperty("metric").EnumerateObject().All(label => label.Name == "__name__" || labels.GetValueOrDefault(label.Name) == label.Value.GetString()))
                .ToList();
            return own.Count != 1 ? [] : [.. own[0].GetProperty("values").EnumerateArray()
                .Select(static point => (At: DateTimeOffset.FromUnixTimeMilliseconds((long)(point[0].GetDouble() * 1000)), Value: Number(point[1].GetString()!)))
                .Where(static point => double.IsFinite(point.Value))];
        }
        catch (Exception broken) when (broken is KeyNotFoundException or InvalidOperationException)
        {
            throw new JsonException($"analytics did not answer with series: {broken.Message}", broken);
        }
    }

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000d).ToString(CultureInfo.InvariantCulture);

    // "NaN", "+Inf" and "-Inf" are no points of a line.
    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}

/// <summary>Where what an alert is about can be had.</summary>
internal interface IAlertHistories
{
    /// <summary>Null where there is nothing to show.</summary>
    /// <exception cref="HttpRequestException">Whoever knows does not answer.</exception>
    Task<AlertHistory?> ReadAsync(Alert alert, DateTimeOffset now, CancellationToken cancellationToken);
}
