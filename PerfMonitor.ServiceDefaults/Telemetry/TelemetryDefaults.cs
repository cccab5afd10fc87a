using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PerfMonitor.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs by OTLP to the Aspire dashboard (environment <c>OTEL_EXPORTER_OTLP_*</c>), and the same metrics
/// to our own receiver (configuration <c>Telemetry:Self</c>), so that PerfMonitor watches itself with its own means.
/// </summary>
internal static class TelemetryDefaults
{
    /// <summary>How often metrics go out.</summary>
    public static readonly TimeSpan MetricsInterval = TimeSpan.FromSeconds(10);

    // Requests that come with a recorded trace are recorded whatever the rate.
    private const int TracesBegunPerSecond = 10;

    // Neither OpenTelemetry's instrumentation packages nor its hosting package is needed: the framework and the libraries bring their own sources.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "MassTransit", "Npgsql", ReadinessGauge.MeterName, BusErrors.MeterName];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var collector = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        var self = builder.Configuration["Telemetry:Self"];
        var own = builder.Environment.ApplicationName;

        if (collector is not null)
        {
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.IncludeScopes = true;
                logs.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault()));
                logs.AddOtlpExporter();
            });
        }

        if (collector is null && self is null)
        {
            return;
        }

        builder.Services.AddSingleton(_ => OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.ConfigureResource(resource => Describe(resource));
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter([.. Meters, own]);
                if (collector is not null)
                {
                    metrics.AddOtlpExporter((_, reader) => reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)MetricsInterval.TotalMilliseconds);
                }

                if (self is not null)
                {
                    metrics.AddOtlpExporter("self", (exporter, reader) =>
                    {
                        exporter.Endpoint = new Uri(new Uri(self), "/v1/metrics");
                        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                        exporter.Headers = null;
                        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)MetricsInterval.TotalMilliseconds;
                    });
                }
            });
            if (collector is not null)
            {
                telemetry.WithTracing(traces => traces
                    .SetSampler(new ParentBasedSampler(new TraceStart(TracesBegunPerSecond, TimeProvider.System)))
                    .AddSource([.. Sources, own])
                    .AddOtlpExporter());
            }
        }));
        builder.Services.AddHostedService<TelemetryLifetime>();
    }

    private static ResourceBuilder Describe(ResourceBuilder resource) => resource
        .AddAttributes([new KeyValuePair<string, object>("service.version", Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "unknown")])
        .AddEnvironmentVariableDetector();

    /// <summary>Starts the exporters with the host and flushes them with its end.</summary>
    private sealed class TelemetryLifetime(OpenTelemetrySdk telemetry) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            telemetry.TracerProvider.ForceFlush(timeoutMilliseconds: 2_000);
            telemetry.MeterProvider.ForceFlush(timeoutMilliseconds: 2_000);
            return Task.CompletedTask;
        }
    }
}
