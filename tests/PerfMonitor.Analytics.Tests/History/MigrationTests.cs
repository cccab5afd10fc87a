using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

/// <summary>A database that the first version of the service filled, met by this one.</summary>
public sealed class MigrationTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    // 2026-01-05T00:00Z; the tests' clock stands at 12:00 of that day.
    private const long Day = 1_767_571_200_000;
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;

    private static readonly LabelSet Series = LabelSet.Create("cpu", [new Label("instance", "web-1")]);

    [Fact]
    public async Task Every_sample_of_the_old_schema_is_there_before_and_after_it_settles()
    {
        var samples = Enumerable.Range(0, 12 * 60).Select(i => new Sample(Day + (i * MinuteMs), i)).ToList();

        // The first hours merged by the hour, then by the minute, the last one as it was committed; and one row was set aside as damaged.
        var rows = samples.GroupBy(static sample => ((sample.TimestampMs - Day) / HourMs) switch
        {
            < 10 and var hour => (Level: 2, Group: hour),
            10 => (Level: 1, Group: sample.TimestampMs / (5 * MinuteMs)),
            _ => (Level: 0, Group: sample.TimestampMs),
        }).Select(static group => Row(group.Key.Level, [.. group])).Append(Row(-1, [new Sample(Day + 1, 1)], damages: true));
        using var history = database.Migrated($"""
            CREATE TABLE history.chunks_20260105 PARTITION OF history.chunks FOR VALUES FROM ({Day}) TO ({Day + (24 * HourMs)});
            INSERT INTO history.series (id, labels, first_seen_ms, last_seen_ms) VALUES ({Series.Id.ToInt64()}, '{LabelsJson}', {Day}, {samples[^1].TimestampMs});
            INSERT INTO history.chunks (series_id, start_ms, end_ms, sample_count, level, data) VALUES {string.Join(',', rows)};
            """);

        Assert.Equal(samples, await history.ReadAsync(Series, Day, Day + (12 * HourMs)));
        await history.CompactAsync();
        Assert.Equal(samples, await history.ReadAsync(Series, Day, Day + (12 * HourMs)));
        history.Clock.Advance(TimeSpan.FromHours(1));
        await history.CompactAsync();

        Assert.Equal(samples, await history.ReadAsync(Series, Day, Day + (12 * HourMs)));
        Assert.Empty(await history.QueryAsync<short>("SELECT level FROM history.recent"));
        Assert.Equal(2, (await history.QueryAsync<long>("SELECT start_ms FROM history.rollups_1h")).Count);
        Assert.Equal(12 * 60, (await history.QueryAsync<int>("SELECT sample_count FROM history.chunks WHERE level >= 0")).Sum());
    }

    private const string LabelsJson = """{"__name__": "cpu", "instance": "web-1"}""";

    private static string Row(int level, Sample[] samples, bool damages = false)
    {
        var chunk = ChunkCodec.Encode(samples);
        chunk[^1] ^= (byte)(damages ? 1 : 0);
        return $"({Series.Id.ToInt64()}, {samples[0].TimestampMs}, {samples[^1].TimestampMs}, {samples.Length}, {level}, '\\x{Convert.ToHexString(chunk)}')";
    }
}
