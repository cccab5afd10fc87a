using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>Registers the way to the bus.</summary>
internal static class PublishingSetup
{
    public static void AddPublishing(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<BusOptions>("Bus");
        builder.Services.AddValidatedOptions<PublishingOptions>("Publishing");
        builder.Services.AddSingleton<IngestionMetrics>();

        // The bus first: hosted services stop in the reverse order, and what waits is sent before the bus goes.
        builder.AddMessageBus();
        builder.Services.AddSingleton<ISampleBus, RabbitSampleBus>();
        builder.Services.AddSingleton<SamplePublisher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SamplePublisher>());
    }
}
