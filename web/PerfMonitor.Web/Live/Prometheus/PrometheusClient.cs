using System.Globalization;
using System.Text.Json;

namespace PerfMonitor.Web.Live.Prometheus;

/// <summary>Asks analytics over its Prometheus HTTP API.</summary>
internal sealed class PrometheusClient(HttpClient http) : IPrometheus
{
    public Task<PrometheusAnswer> QueryAsync(string query, DateTimeOffset at, TimeSpan timeout, CancellationToken cancellation) =>
        PostAsync("/api/v1/query", [new("query", query), new("time", Seconds(at))], timeout, cancellation);

    public Task<PrometheusAnswer> QueryRangeAsync(
        string query, DateTimeOffset start, DateTimeOffset end, TimeSpan step, TimeSpan timeout, CancellationToken cancellation) =>
        PostAsync(
            "/api/v1/query_range",
            [
                new("query", query),
                new("start", Seconds(start)),
                new("end", Seconds(end)),
                new("step", step.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            ],
            timeout,
            cancellation);

    private static string Seconds(DateTimeOffset time) =>
        (time.ToUnixTimeMilliseconds() / 1000.0).ToString("F3", CultureInfo.InvariantCulture);

    private async Task<PrometheusAnswer> PostAsync(
        string path, KeyValuePair<string, string>[] form, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(timeout);
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await http.PostAsync(path, content, limited.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limited.Token);
            return PrometheusBody.Read((int)response.StatusCode, body);
        }
        catch (HttpRequestException failure)
        {
            return new PrometheusAnswer.Away($"analytics cannot be asked: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PrometheusAnswer.Away($"analytics did not answer within {timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
    }
}

/// <summary>Reads the bodies of the Prometheus HTTP API.</summary>
internal static class PrometheusBody
{
    // {"status":"success","data":{"resultType":"vector","result":[…]}} or {"status":"error","errorType":"bad_data","error":"…"}
    public static PrometheusAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.TryGetProperty("result", out var result))
                return new PrometheusAnswer.Success(result.Clone());
            if (status is StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity
                && root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error))
            {
                return new PrometheusAnswer.Refused(error.ToString());
            }
        }
        catch (JsonException failure)
        {
            return new PrometheusAnswer.Away($"analytics answered {status} with no JSON document: {failure.Message}");
        }

        return new PrometheusAnswer.Away($"analytics answered {status}");
    }
}
