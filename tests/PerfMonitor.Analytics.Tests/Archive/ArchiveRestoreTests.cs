using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Archive;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Tests.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Archive;

public sealed class ArchiveRestoreTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>, IDisposable
{
    private const long HourMs = 3_600_000;

    private static readonly LabelSet Cpu = LabelSet.Create("cpu", [new Label("host", "web-1")]);
    private static readonly LabelSet Memory = LabelSet.Create("memory", [new Label("host", "web-1")]);

    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-archive-").FullName;

    [Fact]
    [Trait("feature", "S2-116")]
    public async Task Brings_back_what_was_archived_and_changes_nothing_when_repeated()
    {
        string file;
        List<Sample> samples;
        using (var history = database.Empty())
        {
            samples = [.. Enumerable.Range(0, 5_000).Select(i => new Sample(history.NowMs - (20 * HourMs) + (i * 14_000L), i / 8.0))];
            await history.CommitAsync(Cpu, samples);
            await history.CommitAsync(Memory, samples);
            var archived = await Archive(history).WriteAsync(new ArchiveRequest(["cpu"], [PromQuery.ParseSelector("cpu")], samples[100].TimestampMs, samples[4_899].TimestampMs), Token);
            Assert.Equal((1L, 4_800L), (archived.Counts.Series, archived.Counts.Samples));
            file = archived.Name;
        }

        using var empty = database.Empty();
        for (var repeat = 0; repeat < 2; repeat++)
        {
            Assert.Equal(new RestoreCounts(1, 4_800, 0, 0), await Restore(empty).RestoreAsync(file, Token));
            empty.Clock.Advance(TimeSpan.FromHours(7));
            await empty.CompactAsync();
            Assert.Equal(samples[100..4_900], await empty.ReadAsync(Cpu, 0, empty.NowMs));
        }

        Assert.Empty(await empty.ReadAsync(Memory, 0, empty.NowMs));
        Assert.Equal([Cpu.Id.ToInt64()], await empty.QueryAsync<long>("SELECT id FROM history.series"));
        Assert.Equal(samples[100].TimestampMs, empty.Catalogue.Find(Cpu.Id)!.FirstSeenMs);
    }

    [Fact]
    public async Task Restores_nothing_of_a_damaged_archive()
    {
        using var history = database.Empty();
        await history.CommitAsync(Cpu, [new(history.NowMs, 1)]);
        var file = (await Archive(history).WriteAsync(new ArchiveRequest(["cpu"], [PromQuery.ParseSelector("cpu")], 0, history.NowMs), Token)).Name;
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, file), Token);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(_folder, file), bytes, Token);
        using var empty = database.Empty();

        await Assert.ThrowsAsync<InvalidDataException>(() => Restore(empty).RestoreAsync(file, Token));

        Assert.Empty(await empty.QueryAsync<long>("SELECT id FROM history.series"));
    }

    [Fact]
    public async Task Leaves_out_what_is_no_longer_kept_and_counts_it()
    {
        using var history = database.Empty();
        await history.CommitAsync(Cpu, [new(history.NowMs - (25 * 24 * HourMs), 1), new(history.NowMs, 2)]);
        var file = (await Archive(history).WriteAsync(new ArchiveRequest(["cpu"], [PromQuery.ParseSelector("cpu")], 0, history.NowMs), Token)).Name;
        using var brief = database.Empty(new() { RetentionDays = 20 });

        Assert.Equal(new RestoreCounts(1, 1, 1, 0), await Restore(brief).RestoreAsync(file, Token));
        Assert.Equal([new(brief.NowMs, 2)], await brief.ReadAsync(Cpu, 0, brief.NowMs));
    }

    [Fact]
    public async Task Restores_a_series_that_the_catalogue_let_go_before_its_first_commit()
    {
        using var history = database.Empty();
        await history.CommitAsync(Cpu, [new(history.NowMs - HourMs, 1), new(history.NowMs, 2)]);
        var file = (await Archive(history).WriteAsync(new ArchiveRequest(["cpu"], [PromQuery.ParseSelector("cpu")], 0, history.NowMs), Token)).Name;
        using var empty = database.Empty();
        var forgetting = new ForgettingClock(empty.Catalogue, empty.Retention, empty.Clock.GetUtcNow());
        var restore = new ArchiveRestore(empty.Catalogue, empty.Store, empty.Retention, Place, forgetting, NullLogger<ArchiveRestore>.Instance);

        Assert.Equal(new RestoreCounts(1, 2, 0, 0), await restore.RestoreAsync(file, Token));

        Assert.Equal((empty.NowMs - HourMs, empty.NowMs), (empty.Catalogue.Find(Cpu.Id)!.FirstSeenMs, empty.Catalogue.Find(Cpu.Id)!.LastSeenMs));
        Assert.Equal(2, (await empty.ReadAsync(Cpu, 0, empty.NowMs)).Count);
    }

    [Theory]
    [InlineData("../x.pmarchive")]
    [InlineData("x.txt")]
    [InlineData("x.pmarchive\n")]
    [InlineData("missing.pmarchive")]
    public void Knows_no_file_outside_its_folder(string name) => Assert.Throws<ArchiveRefusedException>(() => Place.Find(name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Lets the catalogue forget each time somebody looks at it, as it does hourly.</summary>
    private sealed class ForgettingClock(SeriesCatalogue catalogue, RetentionPolicy retention, DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            catalogue.Forget(retention.Of, now);
            return now;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ArchivePlace Place => new(Options.Create(new ArchiveOptions { Folder = _folder }));

    private HistoryArchive Archive(StoredHistory history) => new(history.Catalogue, history.Store, Place, history.Clock, NullLogger<HistoryArchive>.Instance);

    private ArchiveRestore Restore(StoredHistory history) => new(history.Catalogue, history.Store, history.Retention, Place, history.Clock, NullLogger<ArchiveRestore>.Instance);
}
