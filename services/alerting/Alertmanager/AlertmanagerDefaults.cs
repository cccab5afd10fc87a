using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Alertmanager;

/// <summary>Registers Alertmanager's API and the alerts that come over it.</summary>
internal static class AlertmanagerDefaults
{
    public static WebApplicationBuilder AddAlertmanager(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<AlertmanagerOptions>("Alertmanager");
        services.AddSingleton<IValidateOptions<AlertmanagerOptions>, ResolveTimeoutValidation>();
        services.AddSingleton<ConfigurationReload>();
        services.AddSingleton<AlertmanagerStatus>();
        services.AddSingleton<SituationReader>();
        services.AddSingleton<ExternalAlertStore>();
        services.AddSingleton<ExternalIntake>();
        services.AddDuty<ExternalIntake>("Ending reported alerts", "EXISTS (SELECT 1 FROM alerting.external_alerts WHERE ends_at <= $1)", static (intake, stopping) => intake.ExpireAsync(stopping));
        return builder;
    }
}
