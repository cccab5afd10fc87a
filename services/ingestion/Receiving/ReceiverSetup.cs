using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Translation;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>Registers the receivers and what stands behind them.</summary>
internal static class ReceiverSetup
{
    private const string DefaultListen = "http://127.0.0.1:4318";

    public static void AddReceivers(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<ReceiverOptions>("Receivers");
        builder.Services.AddValidatedOptions<AdmissionOptions>("Admission");
        builder.Services.AddValidatedOptions<TranslationOptions>("Otlp");
        builder.WebHost.UseUrls(Addresses(builder.Configuration));

        builder.Services.AddSingleton(services => new SeriesCatalogue(services.GetRequiredService<IOptions<AdmissionOptions>>().Value));
        builder.Services.AddSingleton<MetricDescriptions>();
        builder.Services.AddSingleton<SampleSeries>();
        builder.Services.AddSingleton<RemoteWriteSamples>();
        builder.Services.AddSingleton<ExpositionSamples>();
        builder.Services.AddSingleton(services => new TranslationCache(services.GetRequiredService<IOptions<TranslationOptions>>().Value));
        builder.Services.AddSingleton(services => new DeltaStore(services.GetRequiredService<IOptions<TranslationOptions>>().Value));
        builder.Services.AddSingleton(services => new OtlpTranslator(
            services.GetRequiredService<TranslationCache>(),
            services.GetRequiredService<DeltaStore>(),
            services.GetRequiredService<MetricDescriptions>(),
            services.GetRequiredService<IOptions<TranslationOptions>>().Value));
        builder.Services.AddSingleton<BodyBudget>();
        builder.Services.AddSingleton<BodyReader>();
        builder.Services.AddSingleton(services => new ApiKeyVerifier(services.GetRequiredService<WebClient>, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ReceiverAccess>();
        builder.Services.AddSingleton<SampleReceiver>();
        builder.Services.AddSingleton<OtlpEndpoint>();
        builder.Services.AddSingleton<SamplesEndpoint>();
        builder.Services.AddSingleton<RemoteWriteEndpoint>();
        builder.Services.AddSingleton<ExpositionEndpoint>();
        builder.Services.AddHostedService<IdleSweep>();
        builder.AddInternalHttpClient<WebClient>("web");
    }

    /// <summary>The addresses the host was given, and those of <see cref="ReceiverOptions.Listen"/> beside them.</summary>
    internal static string[] Addresses(IConfiguration configuration)
    {
        var given = configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls ? urls : DefaultListen;
        return [.. $"{given};{configuration["Receivers:Listen"]}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
