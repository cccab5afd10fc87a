using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Descriptions;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Ingestion.Hosts;

/// <summary>Registers the collectors of this machine's and this process' figures, and of what is told of metrics.</summary>
internal static class CollectorSetup
{
    public static void AddCollectors(this WebApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<MachineOptions>("Host");
        builder.Services.AddSingleton<OwnSamples>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OwnSamples>());
        builder.Services.AddSingleton<IMachine>(services =>
        {
            var options = services.GetRequiredService<IOptions<MachineOptions>>().Value;
            return OperatingSystem.IsLinux() ? new LinuxMachine(options) : new PortableMachine(options);
        });
        builder.Services.AddHostedService<HostCollector>();
        builder.Services.AddHostedService<SelfCollector>();
        builder.Services.AddHostedService<DescriptionSender>();
    }
}
