using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Web.Backup;

namespace PerfMonitor.Web.Tests.Backup;

public sealed class ScheduledBackupsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-backups-").FullName;
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryParty _party = new("ingestion");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-115")]
    public async Task Takes_one_each_interval_and_keeps_the_newest()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "notes.txt"), "somebody's", Cancelled);
        var scheduled = Scheduled(new BackupOptions { Folder = Path.Combine(_folder), Interval = TimeSpan.FromHours(1), Keep = 2 });

        for (var minute = 0; minute <= 150; minute += 30)
        {
            await scheduled.TakeIfDueAsync(Cancelled);
            _time.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(["notes.txt", "perfmonitor-configuration-20260105T130000Z.json", "perfmonitor-configuration-20260105T140000Z.json"], Names());
        await using var newest = File.OpenRead(Path.Combine(_folder, Names()[^1]));
        var (file, _) = await BackupFile.ReadAsync(newest, Cancelled);
        Assert.Equal((ScheduledBackups.Actor, null, 1), (file!.TakenBy, file.Seal, file.Items));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(newest.Name) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Counts_and_deletes_no_backup_that_somebody_has_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "perfmonitor-configuration-before-the-move.json"), "somebody's", Cancelled);
        var scheduled = Scheduled(new BackupOptions { Folder = _folder, Interval = TimeSpan.FromHours(1), Keep = 1 });

        for (var minute = 0; minute <= 30; minute += 30)
        {
            await scheduled.TakeIfDueAsync(Cancelled);
            _time.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.Equal(["perfmonitor-configuration-20260105T120000Z.json", "perfmonitor-configuration-before-the-move.json"], Names());
    }

    [Fact]
    public async Task Tries_again_after_a_failure_and_leaves_no_half_a_file()
    {
        var scheduled = Scheduled(new BackupOptions { Folder = _folder, Passphrase = "horse battery staple" });

        _party.AwayAfter = 0;
        await scheduled.TakeIfDueAsync(Cancelled);
        Assert.Empty(Names());
        await scheduled.TakeIfDueAsync(Cancelled);

        await using var newest = File.OpenRead(Path.Combine(_folder, Assert.Single(Names())));
        Assert.Equal(Sealer.UsualIterations, (await BackupFile.ReadAsync(newest, Cancelled)).File!.Seal!.Iterations);
    }

    [Fact]
    public async Task Leaves_nothing_of_a_file_that_cannot_be_written()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "perfmonitor-configuration-20260105T120000Z.json"));

        await Scheduled(new BackupOptions { Folder = _folder }).TakeIfDueAsync(Cancelled);

        Assert.Empty(Names());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Names() => [.. Directory.EnumerateFiles(_folder).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private ScheduledBackups Scheduled(BackupOptions options)
    {
        _party.Items["a"] = new BackupItem("a", JsonDocument.Parse("{}").RootElement);
        return new ScheduledBackups(new Backups([_party], _time), Options.Create(options), _time, NullLogger<ScheduledBackups>.Instance);
    }
}
