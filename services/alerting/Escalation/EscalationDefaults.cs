using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Escalation;

/// <summary>Registers escalation.</summary>
internal static class EscalationDefaults
{
    public static WebApplicationBuilder AddEscalation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(static services =>
        {
            var rules = services.GetRequiredService<Live<PipelineRules>>();
            return new WorkingChannels(() => rules.Value.Channels.Keys.ToHashSet());
        });
        builder.Services.AddSingleton<EscalationSettings>();
        builder.Services.AddSingleton<EscalationStore>();
        builder.Services.AddSingleton<IEscalationStore>(static provider => provider.GetRequiredService<EscalationStore>());
        builder.Services.AddSingleton<EscalationRunner>();
        builder.Services.AddDuty<EscalationRunner>("Escalating", EscalationStore.IsDue, static (runner, stopping) => runner.RunAsync(stopping));
        return builder;
    }
}
