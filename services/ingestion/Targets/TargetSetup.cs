using Npgsql;
using PerfMonitor.Ingestion.Probing;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Targets;

/// <summary>Registers targets and their prober.</summary>
internal static class TargetSetup
{
    public static void AddTargets(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<TargetOptions>("Targets");
        builder.Services.AddValidatedOptions<SelfOptions>("Self");
        builder.AddNpgsqlDataSource("perfmonitor");
        builder.AddSchema("ingestion");
        builder.Services.AddSingleton<ITargetStore, PostgresTargetStore>();
        builder.Services.AddSingleton<Changes<Target>>();
        builder.Services.AddSingleton<HttpProbe>();
        builder.Services.AddSingleton<ProbeNow>();
        builder.Services.AddSingleton<ProbeRecorder>();
        builder.Services.AddHostedService<TargetSeed>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<ProbeScheduler>(services, new Leadership(services.GetRequiredService<NpgsqlDataSource>(), "probing")));
    }
}
