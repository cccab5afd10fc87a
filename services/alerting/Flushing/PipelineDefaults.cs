using Microsoft.Extensions.Options;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Explanations;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Latency;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Publishing;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Routing;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Flushing;

/// <summary>Registers the pipeline and what runs it.</summary>
internal static class PipelineDefaults
{
    public static WebApplicationBuilder AddPipeline(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<RoutingOptions>("Routing");
        services.AddSingleton<IValidateOptions<RoutingOptions>, RoutingValidation>();
        services.AddValidatedOptions<DeliveryOptions>("Delivery");
        services.AddSingleton<IValidateOptions<DeliveryOptions>, LimitValidation>();
        services.AddValidatedOptions<SilencesOptions>("Silences");
        services.AddValidatedOptions<AlertsOptions>("Alerts");
        services.AddSingleton(static services => new Live<PipelineRules>(Rules(
            services.GetRequiredService<IOptions<RoutingOptions>>().Value, services.GetRequiredService<AlertmanagerFile>(), services.GetRequiredService<Channels>().All)));
        services.AddTransient(static services => services.GetRequiredService<Live<PipelineRules>>().Value);
        services.AddSingleton<Signals>();
        services.AddSingleton<AlertingMetrics>();
        services.AddSingleton<IAlertStore, PostgresAlertStore>();
        services.AddSingleton<INotificationQueue, PostgresNotificationQueue>();
        services.AddSingleton<AlertQueries>();
        services.AddSingleton<ExplanationReader>();
        services.AddSingleton<PathStore>();
        services.AddSingleton<SilenceStore>();
        services.AddSingleton<Replay.OtherEpisodes>();
        services.AddSingleton<Replay.ReplayTurns>();
        services.AddSingleton<MaintenanceStore>();
        services.AddSingleton<MaintenanceReminder>();
        services.AddTimedLoop<MaintenanceReminder>("Reading maintenance windows", MaintenanceReminder.Interval, static (reminder, stopping) => reminder.ReadAsync(stopping));
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<ChannelFailures>();
        services.AddSingleton<AcknowledgeMany>();
        services.AddSingleton<SlackActions>();
        services.AddSingleton<AlertIntake>();
        services.AddSingleton<IntakeQueue>();
        services.AddSingleton<AlertHandling>();
        services.AddSingleton<GroupFlusher>();
        services.AddSingleton<Regrouping>();
        services.AddHostedService<FlushLoop>();
        services.AddHostedService<DeliveryService>();
        services.AddHostedService<ChangePublisher>();
        services.AddSingleton<DueWatch>();
        services.AddTimedLoop<DueWatch>("Looking for what is due", TimeSpan.FromSeconds(1), static (watch, stopping) => watch.LookAsync(stopping));
        services.AddSingleton<Housekeeping>();
        services.AddTimedLoop<Housekeeping>("Housekeeping", TimeSpan.FromHours(1), static (housekeeping, stopping) => housekeeping.RunAsync(stopping));
        return builder;
    }

    /// <summary>What the pipeline is told by options, a file, and the channels these make.</summary>
    public static PipelineRules Rules(RoutingOptions options, AlertmanagerFile file, IReadOnlyList<IReceiver> channels) => new(
        RoutingTree.Build(options.Effective(file), [.. channels.Select(static channel => channel.Name)], []),
        channels.Where(static channel => channel.Off is null).ToDictionary(static channel => channel.Name, static channel => new ChannelRule(channel.Name, channel.SendResolved, channel.SendAcknowledged, channel.DigestEvery)));
}
