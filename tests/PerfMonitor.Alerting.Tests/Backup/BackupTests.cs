using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PerfMonitor.Alerting.Backup;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using static PerfMonitor.Testing.BackupSteps;

namespace PerfMonitor.Alerting.Tests.Backup;

public sealed class BackupTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private const string Everything =
        """
        {
          "silences": [{"id":"018f0000-0000-7000-8000-000000000001","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
            {"matchers":[{"name":"alertname","value":"DiskFull","isRegex":false,"isEqual":true}],"startsAt":"2026-03-01T09:00:00+00:00","endsAt":"2026-04-01T09:00:00+00:00","comment":"being repaired"}}],
          "maintenance": [
            {"id":"018f0000-0000-7000-8000-000000000002","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
              {"name":"backup","matchers":[],"weekly":{"days":["sunday"],"start":"02:00","durationMinutes":90,"timeZone":"Europe/Berlin"}}},
            {"id":"018f0000-0000-7000-8000-000000000003","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
              {"name":"move","matchers":[],"startsAt":"2099-03-01T09:00:00+00:00","endsAt":"2099-03-02T09:00:00+00:00"}},
            {"id":"018f0000-0000-7000-8000-00000000000a","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
              {"name":"close","matchers":[],"monthly":{"dates":[1,-1],"weekdays":[{"week":2,"day":"tuesday"}],"start":"22:00","durationMinutes":60,"timeZone":"Asia/Tokyo"}}},
            {"id":"018f0000-0000-7000-8000-00000000000b","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
              {"name":"dump","matchers":[],"daily":{"start":"03:00","durationMinutes":15,"timeZone":"UTC"}}}],
          "people": [{"id":"anna","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":{"name":"anna","ways":{"sms":"sms-anna"}}}],
          "schedules": [{"id":"ops","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
            {"name":"ops","timeZone":"Europe/Berlin","rotations":[{"people":["anna"],"startsOn":"2026-01-05","handOff":"09:00:00","days":7,"onlyOn":["saturday"],"from":"08:00:00","to":"20:00:00"}]}}],
          "policies": [{"id":"night","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
            {"name":"night","matchers":[{"name":"severity","value":"critical","isRegex":false,"isEqual":true}],"steps":[{"waitSeconds":300,"people":["anna"],"schedules":["ops"],"channels":["email"],"over":[]}],"repeat":1}}],
          "overrides": [{"id":"018f0000-0000-7000-8000-000000000004","createdAt":"2026-03-01T09:00:00+00:00","createdBy":"bert","definition":
            {"schedule":"ops","person":"anna","startsAt":"2099-03-01T09:00:00+00:00","endsAt":"2099-03-02T09:00:00+00:00"}}]
        }
        """;

    private readonly NpgsqlDataSource _source = database.EmptyWithSource().Source;
    private readonly Signals _signals = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-115")]
    public async Task What_was_wiped_comes_back_as_it_was()
    {
        var part = Part();
        Assert.All((await RestoreAsync(part, Read(Everything))).Changes, static change => Assert.Equal((RestoreOutcome.Created, null), (change.Outcome, change.Note)));
        var backup = await part.ReadAsync(Cancelled);
        await ExecuteAsync("TRUNCATE alerting.silences, alerting.maintenance_windows, alerting.escalation_settings, alerting.schedule_overrides");

        var restored = await RestoreAsync(part, backup);
        var again = await RestoreAsync(part, backup);

        Assert.Equal(
            ["silences being repaired Created ", "maintenance backup Created ", "maintenance move Created ", "maintenance close Created ", "maintenance dump Created ", "people anna Created ", "schedules ops Created ", "policies night Created ", "overrides anna, ops Created "],
            Lines(restored));
        Assert.Equal(Text(Read(Everything)), Text(await part.ReadAsync(Cancelled)));
        Assert.Equal((0, 9, true), (again.Changes.Count, again.Unchanged, _signals.Flushing.IsSignalled));
    }

    [Fact]
    public async Task A_silence_that_is_removed_ends_and_what_it_held_back_is_due()
    {
        var part = Part();
        await RestoreAsync(part, Read(Everything));
        await ExecuteAsync(
            """
            INSERT INTO alerting.groups (hash, route, labels, created_at, next_flush_at) VALUES ('h', 'r', '{}', now(), '2027-01-01');
            INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, sample_at, received_at, version)
            VALUES (gen_random_uuid(), 'f', 'DiskFull', 'g', 'info', '{}', '{}', '', 1, 'firing', now(), now(), now(), now(), 1);
            INSERT INTO alerting.group_members (group_id, alert_id, held_by) SELECT g.id, a.id, 'silence' FROM alerting.groups g, alerting.alerts a;
            """);

        var restored = await RestoreAsync(part, Read("""{"silences": []}"""), remove: true);

        Assert.Equal(["silences being repaired Removed "], Lines(restored));
        Assert.Equal((1L, 1L), (await CountAsync("silences WHERE ends_at = '2026-03-01 10:00+00'"), await CountAsync("groups WHERE next_flush_at = '2026-03-01 10:00+00'")));
    }

    [Fact]
    public async Task A_policy_that_comes_back_is_tried_on_alerts_that_none_matched()
    {
        await ExecuteAsync(
            """
            INSERT INTO alerting.alerts (fired_event_id, fingerprint, name, rule_group, severity, labels, annotations, expression, value, state, active_since, starts_at, sample_at, received_at, version)
            VALUES (gen_random_uuid(), 'f', 'DiskFull', 'g', 'info', '{}', '{}', '', 1, 'firing', now(), now(), now(), now(), 1);
            INSERT INTO alerting.escalations (alert_id, state) SELECT id, 'none' FROM alerting.alerts;
            """);

        await RestoreAsync(Part(), Read(Everything));

        Assert.Equal(0L, await CountAsync("escalations"));
    }

    [Theory]
    [InlineData("silences", """{"matchers":[{"name":"a","value":"b"}],"startsAt":"2020-01-01T00:00:00Z","endsAt":"2020-01-02T00:00:00Z","comment":"x"}""", "it ended at 2020-01-02 00:00:00 UTC")]
    [InlineData("silences", """{"matchers":[{"name":"a","value":"b"}],"endsAt":"2099-01-02T00:00:00Z"}""", "endsAt: it is '2099-01-02T00:00:00.0000000+00:00' and must be after the start and at most 366 days later; comment: it is '' and must be the reason for the silence, in at most 2000 characters")]
    [InlineData("maintenance", """{"name":"m","startsAt":"2020-01-01T00:00:00Z","endsAt":"2020-01-02T00:00:00Z"}""", "it ended at 2020-01-02 00:00:00 UTC")]
    [InlineData("policies", """{"steps":[{"waitSeconds":1,"channels":["pager"]}]}""", "steps[0].channels[0]: it is 'pager' and must be a channel that works: email, sms-anna")]
    [InlineData("people", """{"ways":{"sms":"sms-bert"}}""", "ways.sms: it is 'sms-bert' and must be a channel that works: email, sms-anna")]
    [InlineData("overrides", """{"schedule":"none","person":"anna","startsAt":"2099-01-01T00:00:00Z","endsAt":"2099-01-02T00:00:00Z"}""", "there is no schedule 'none' or no person 'anna'")]
    public async Task What_cannot_be_is_refused(string kind, string definition, string reason)
    {
        var restored = await RestoreAsync(Part(), new Dictionary<string, IReadOnlyList<BackupItem>>
        {
            [kind] = [new BackupItem("6f9619ff-8b86-d011-b42d-00cf4fc964ff", JsonDocument.Parse(definition).RootElement)],
        });

        Assert.Equal((RestoreOutcome.Refused, reason), Assert.Single(restored.Changes) is var change ? (change.Outcome, change.Note) : default);
    }

    [Theory]
    [InlineData("silences")]
    [InlineData("maintenance")]
    [InlineData("overrides")]
    public async Task An_id_that_is_no_UUID_is_refused(string kind)
    {
        var restored = await RestoreAsync(Part(), new Dictionary<string, IReadOnlyList<BackupItem>> { [kind] = [new BackupItem("x", JsonDocument.Parse("{}").RootElement)] });

        Assert.Equal("its id is no UUID", Assert.Single(restored.Changes).Note);
    }

    [Fact]
    public void The_document_names_every_kind() =>
        Assert.Equal(BackupDocument.Of("alerting"), Part().Kinds.Select(static kind => $"{kind.Table} {kind.Name}").Order(StringComparer.Ordinal));

    /// <summary>The part as the service registers it, with two channels that work.</summary>
    private BackupPart Part() => new ServiceCollection()
        .AddSingleton(_source)
        .AddSingleton<TimeProvider>(new ManualTimeProvider(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero)))
        .AddSingleton(_signals)
        .AddSingleton(new WorkingChannels(new HashSet<string> { "email", "sms-anna" }))
        .AddBackupKinds()
        .BuildServiceProvider()
        .GetRequiredService<BackupPart>();

    private async Task<long> CountAsync(string rows)
    {
        await using var command = _source.CreateCommand($"SELECT count(*) FROM alerting.{rows}");
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
