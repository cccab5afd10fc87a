namespace PerfMonitor.Hosting.Running;

/// <summary>Where processes send their traces, metrics and logs: the Aspire dashboard.</summary>
/// <param name="Endpoint">Its OTLP receiver over HTTP.</param>
/// <param name="ApiKey">The key it wants.</param>
internal sealed record TelemetryTarget(string Endpoint, string ApiKey)
{
    // The dashboard is watched by a person: what happens shows within a second instead of OpenTelemetry's 5 to 60.
    private const string DelayMilliseconds = "1000";

    /// <summary>OpenTelemetry's own variables.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={ApiKey}",
        ["OTEL_BSP_SCHEDULE_DELAY"] = DelayMilliseconds,
        ["OTEL_BLRP_SCHEDULE_DELAY"] = DelayMilliseconds,
        ["OTEL_METRIC_EXPORT_INTERVAL"] = DelayMilliseconds,
    };
}
