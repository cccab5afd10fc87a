using Microsoft.Extensions.Options;

namespace PerfMonitor.Web.Backup;

/// <summary>Takes a backup whenever the newest in the folder is as old as the interval.</summary>
internal sealed class ScheduledBackups(Backups backups, IOptions<BackupOptions> options, TimeProvider time, ILogger<ScheduledBackups> log) : BackgroundService
{
    public const string Actor = "schedule";

    // Also how soon a failed one is tried again. The folder is looked at, so several instances do not all take one.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly BackupFolder _folder = new(options.Value.Folder);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TakeIfDueAsync(stoppingToken);
    }

    /// <summary>Takes one if it is time for it.</summary>
    public async Task TakeIfDueAsync(CancellationToken cancellation)
    {
        try
        {
            if (time.GetUtcNow() - _folder.Newest() < options.Value.Interval)
                return;
            using var sealer = options.Value.Passphrase is { Length: > 0 } passphrase ? Sealer.New(passphrase) : null;
            var file = await backups.TakeAsync(Actor, sealer, cancellation);
            var deleted = await _folder.AddAsync(file, options.Value.Keep, cancellation);
            log.BackupTaken(file.Items, file.Name, deleted);
        }
        catch (Exception failure) when (failure is PartyAwayException or IOException or UnauthorizedAccessException)
        {
            log.BackupNotTaken(failure.Message, Look);
        }
    }
}
