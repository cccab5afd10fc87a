using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Backup;

/// <summary>Registers what people have set up, in the order in which it is restored: what is named before what names it.</summary>
internal static class BackupDefaults
{
    public static IServiceCollection AddBackupKinds(this IServiceCollection services) => services
        .AddBackupKind<SilenceBackup>()
        .AddBackupKind<MaintenanceBackup>()
        .AddBackupKind<PersonBackup>()
        .AddBackupKind<ScheduleBackup>()
        .AddBackupKind<PolicyBackup>()
        .AddBackupKind<OverrideBackup>();
}
