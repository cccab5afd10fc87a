using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Heartbeats;

/// <summary>Registers the heartbeat.</summary>
internal static class HeartbeatDefaults
{
    public static WebApplicationBuilder AddHeartbeat(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<HeartbeatOptions>("Heartbeat");
        builder.Services.AddSingleton<HeartbeatStore>();
        builder.Services.AddSingleton(static services => new HeartbeatReceiver(
            services.GetRequiredService<IOptions<HeartbeatOptions>>().Value,
            services.GetRequiredService<HttpSender>(),
            services.GetRequiredService<MassTransit.IBus>(),
            services.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
