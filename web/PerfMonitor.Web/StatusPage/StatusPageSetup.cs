using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Live;

namespace PerfMonitor.Web.StatusPage;

/// <summary>The status page and its badges.</summary>
internal static class StatusPageSetup
{
    public static void AddStatusPage(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<StatusPageOptions>("StatusPage");
        builder.Services.AddSingleton<StatusBoard>();
        builder.AddServiceClient<TargetsClient>("ingestion");
        builder.AddServiceClient<MaintenanceClient>("alerting");
        builder.Services.AddSingleton<IMaintenance>(static provider => provider.GetRequiredService<MaintenanceClient>());
        builder.Services.AddSingleton<MaintenanceBoard>();
        builder.Services.AddSingleton<ITargetList>(static provider => provider.GetRequiredService<TargetsClient>());
    }
}
