using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Health;

/// <summary>What services have to say of themselves once they are healthy: the remarks of their health checks.</summary>
internal static class HealthRemarks
{
    /// <summary>Asks every resource with an HTTP health check once. One that does not answer any more has nothing to say; its monitor tells why.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        var remarks = await Task.WhenAll(resources.SelectMany(resource => resource.Annotations.OfType<ProbeAnnotation>()
            .Select(annotation => annotation.Probe)
            .OfType<HttpProbe>()
            .Select(async probe => Parse(resource.Name, await probe.ReadAsync(cancellationToken).ConfigureAwait(false))))).ConfigureAwait(false);
        return [.. remarks.SelectMany(lines => lines)];
    }

    // {"status":"Healthy","checks":{"baseline":{"status":"Healthy","remark":"…"}}}
    public static IReadOnlyList<string> Parse(string resource, string? body)
    {
        try
        {
            using var report = JsonDocument.Parse(body ?? "");
            return report.RootElement.ValueKind == JsonValueKind.Object && report.RootElement.TryGetProperty("checks", out var checks) && checks.ValueKind == JsonValueKind.Object
                ? [.. checks.EnumerateObject().Select(check => Remark(check.Value)).OfType<string>().Select(remark => $"{resource}: {remark}")]
                : [];
        }
        catch (JsonException)
        {
            // Health checks may answer anything, a bare "ok" for one.
            return [];
        }
    }

    private static string? Remark(JsonElement check) =>
        check.ValueKind == JsonValueKind.Object && check.TryGetProperty("remark", out var remark) && remark.ValueKind == JsonValueKind.String ? remark.GetString() : null;
}
