using Microsoft.Extensions.DependencyInjection.Extensions;
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
        builder.Services.TryAddSingleton<ISampleBus, RabbitSampleBus>();
        builder.Services.AddSingleton<SamplePublisher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SamplePublisher>());
        builder.Services.AddHealthChecks().AddCheck<BusHealth>("bus", tags: [ServiceDefaults.HostDefaults.ReadyTag], timeout: TimeSpan.FromSeconds(5));
    }
}
