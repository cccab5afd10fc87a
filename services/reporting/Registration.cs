using Microsoft.Extensions.Options;
using PerfMonitor.Reporting.Consumers;
using PerfMonitor.Reporting.Data;
using PerfMonitor.Reporting.Fonts;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Mailing;
using PerfMonitor.Reporting.Rendering;
using PerfMonitor.Reporting.Rendering.Csv;
using PerfMonitor.Reporting.Rendering.Json;
using PerfMonitor.Reporting.Rendering.Pdf;
using PerfMonitor.Reporting.Retention;
using PerfMonitor.Reporting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Reporting;

/// <summary>What reporting is made of.</summary>
internal static class Registration
{
    // A month of many targets in one answer stays far below; what is larger is refused by the client, not by the machine's memory.
    private const long LargestAnswerBytes = 128 * 1024 * 1024;
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(1);

    public static WebApplicationBuilder AddReportData(this WebApplicationBuilder builder)
    {
        builder.AddInternalHttpClient<PrometheusClient>("analytics").ConfigureHttpClient(Bound);
        builder.AddInternalHttpClient<AlertsClient>("alerting").ConfigureHttpClient(Bound);
        builder.Services.AddTransient<IMetricSource>(services => services.GetRequiredService<PrometheusClient>());
        builder.Services.AddTransient<IAlertSource>(services => services.GetRequiredService<AlertsClient>());
        builder.Services.AddTransient<ReportDataReader>();
        return builder;
    }

    public static WebApplicationBuilder AddRenderers(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<FontOptions>("Fonts");
        builder.Services.AddSingleton(services => ReportTheme.Load(services.GetRequiredService<IOptions<FontOptions>>().Value, services.GetRequiredService<ILogger<FontOptions>>()));
        builder.Services.AddSingleton<IReportRenderer, PdfReport>();
        builder.Services.AddSingleton<IReportRenderer, CsvReport>();
        builder.Services.AddSingleton<IReportRenderer, JsonReport>();
        return builder;
    }

    public static WebApplicationBuilder AddGeneration(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ReportingOptions>("Reporting");
        builder.Services.AddValidatedOptions<GenerationOptions>("Generation");
        builder.Services.AddSingleton<ReportingMetrics>();
        builder.Services.AddSingleton<ReportSignal>();
        builder.Services.AddSingleton<IReportQueue, ReportQueue>();
        builder.Services.AddSingleton<ReportArchive>();
        builder.Services.AddTransient<ReportGenerator>();
        builder.Services.AddSingleton<IReportAnnouncer, BusAnnouncer>();
        builder.Services.AddSingleton(services => new ReportLinks(services.GetRequiredService<IOptions<ReportingOptions>>().Value, builder.Configuration));
        builder.Services.AddSingleton<ReportDelivery>();
        builder.Services.AddSingleton<ReportWork>();
        builder.Services.AddHostedService<ReportWorker>();
        return builder;
    }

    public static WebApplicationBuilder AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<RetentionOptions>("Retention");
        builder.Services.AddHostedService<RetentionService>();
        return builder;
    }

    public static WebApplicationBuilder AddCommands(this WebApplicationBuilder builder) =>
        builder.AddMessageBus(bus => bus.AddConsumer<GenerateReportConsumer>(typeof(GenerateReportConsumerDefinition)));

    private static void Bound(HttpClient http)
    {
        http.Timeout = LongestQuestion;
        http.MaxResponseContentBufferSize = LargestAnswerBytes;
    }
}
