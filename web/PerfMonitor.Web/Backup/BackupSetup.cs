using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Gateway;

namespace PerfMonitor.Web.Backup;

/// <summary>Backup and restore of the configuration.</summary>
internal static class BackupSetup
{
    // What keeps nothing that people set up has no part: load tests and reports are started, and schedules of reports are settings.
    private static readonly string[] Services = ["ingestion", "analytics", "alerting"];

    public static void AddBackup(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddBackupKind<UserBackup>().AddBackupKind<ApiKeyBackup>();
        foreach (var service in Services)
        {
            services.AddSingleton<IBackupParty>(provider => new ServiceParty(
                service, provider.GetRequiredService<ServiceConnections>(), provider.GetRequiredService<InternalToken>(), provider.GetRequiredService<TimeProvider>()));
        }

        // Last: when a restore breaks off, whoever began it can still sign in and begin again.
        services.AddSingleton<IBackupParty, OwnParty>();
        services.AddSingleton<Backups>();

        services.AddValidatedOptions<BackupOptions>("Backup");
        if (builder.Configuration[$"Backup:{nameof(BackupOptions.Folder)}"] is { Length: > 0 })
            services.AddHostedService<ScheduledBackups>();
    }
}
