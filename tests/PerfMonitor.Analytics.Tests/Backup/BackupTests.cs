using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Baselines;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Outlooks;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.Analytics.Slo;
using PerfMonitor.Analytics.Tests.Store;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using static PerfMonitor.Testing.BackupSteps;

namespace PerfMonitor.Analytics.Tests.Backup;

public sealed class BackupTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Tables = ["watches", "outlooks", "objectives", "stored_rules", "stored_rule_versions", "baselines", "baseline_reference"];

    private readonly NpgsqlDataSource _source = database.Source();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-115")]
    public async Task What_was_wiped_comes_back_as_it_was()
    {
        await WipeAsync();
        var rule = await FillAsync();
        var part = Part();
        var backup = await part.ReadAsync(Cancelled);
        await WipeAsync();

        var restored = await RestoreAsync(part, backup);
        var again = await RestoreAsync(part, backup);

        Assert.Equal(
            ["watches latency Created ", "outlooks disk Created ", "objectives shop Created ", $"rules HighLoad Created ", "baselines before/1 Created ", "baselines before/2 Created ", "baselineReference reference Created "],
            Lines(restored));
        Assert.Equal(Text(backup), Text(await part.ReadAsync(Cancelled)));
        Assert.Equal((0, 7), (again.Changes.Count, again.Unchanged));
        Assert.Equal((rule, 1, "anna"), (await Rules().ListAsync(Cancelled)) is [var back] ? (back.Id, back.Version, back.UpdatedBy) : default);
    }

    [Fact]
    public async Task A_rule_that_was_changed_or_removed_since_comes_back_as_another_version()
    {
        await WipeAsync();
        var rule = await FillAsync();
        var part = Part();
        var backup = await part.ReadAsync(Cancelled);

        await Rules().ReplaceAsync(rule, 1, Draft("LowLoad"), "bert", Noon, Cancelled);
        Assert.Equal(["rules HighLoad Changed "], Lines(await RestoreAsync(part, backup)));
        await Rules().RemoveAsync(rule, "bert", Noon, Cancelled);
        Assert.Equal(["rules HighLoad Created "], Lines(await RestoreAsync(part, backup)));

        Assert.Equal(
            ["5 HighLoad anna", "4  bert", "3 HighLoad anna", "2 LowLoad bert", "1 HighLoad bert"],
            (await Rules().VersionsAsync(rule, Cancelled)).Select(static version => $"{version.Version} {version.Draft?.Name} {version.WrittenBy}"));
    }

    [Fact]
    public async Task What_was_found_and_counted_stays_with_what_it_holds_for()
    {
        await WipeAsync();
        await FillAsync();
        var part = Part();
        var backup = await part.ReadAsync(Cancelled);
        await ExecuteAsync(
            """
            INSERT INTO history.anomalies (watch, series, at_ms, labels, level, is_news, verdict) VALUES ('latency', 1, 1, '{}', 1, true, '{}');
            INSERT INTO history.objective_slots (objective, start_ms, good, total) VALUES ('shop', 0, 1, 1);
            UPDATE history.watches SET definition = jsonb_set(definition, '{step}', '"5m"');
            UPDATE history.objectives SET definition = jsonb_set(definition, '{target}', '0.5');
            """);

        Assert.Equal(["watches latency Changed ", "objectives shop Changed "], Lines(await RestoreAsync(part, backup)));
        Assert.Equal((1L, 1L), (await CountAsync("anomalies"), await CountAsync("objective_slots")));

        await ExecuteAsync("UPDATE history.objectives SET definition = jsonb_set(definition, '{total}', '\"sum(increase(b[$window]))\"')");
        Assert.Equal(["objectives shop Changed "], Lines(await RestoreAsync(part, backup)));
        Assert.Equal(0L, await CountAsync("objective_slots"));
    }

    [Fact]
    public async Task What_the_backup_does_not_hold_is_removed_when_asked_and_what_rules_keep_stays()
    {
        await WipeAsync();
        var part = Part();
        var empty = await part.ReadAsync(Cancelled);
        var rule = await FillAsync();
        await ExecuteAsync("INSERT INTO history.watches (name, definition, judged_until_ms, kept_until) VALUES ('rule.x', '{\"name\": \"rule.x\", \"query\": \"up\"}', 0, now())");

        Assert.Equal((0, 7), (await RestoreAsync(part, empty)) is var kept ? (kept.Changes.Count, kept.Kept) : default);
        var removed = await RestoreAsync(part, empty, remove: true);

        Assert.All(removed.Changes, static change => Assert.Equal(RestoreOutcome.Removed, change.Outcome));
        Assert.Equal((7, 1L), (removed.Changes.Count, await CountAsync("watches")));
        Assert.Null((await Rules().VersionsAsync(rule, Cancelled))[0].Draft);
    }

    [Theory]
    [InlineData("watches", "a", """{"name":"b","query":"up"}""", "name: The name is not the id, 'a'.")]
    [InlineData("watches", "rule.a", """{"name":"rule.a","query":"up"}""", "name: Names that begin with 'rule.' belong to rules.")]
    [InlineData("watches", "a", """{"name":"a","query":"up","step":"1y"}""", "step: A step is a duration from 1s to 1h.")]
    [InlineData("objectives", "a", """{"name":"a","target":2,"series":"up","comparison":"atLeast","threshold":1}""", "target: The target is a share above 0 and below 1: 0.999 for 99.9 %.")]
    [InlineData("rules", "x", """{"name":"a","metric":"up","threshold":1}""", "its id is no UUID")]
    [InlineData("rules", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", """{"name":"a","metric":"up","threshold":1,"comparison":"~"}""", "'comparison' is '~'; it must be >, >=, <, <=, == or !=")]
    [InlineData("baselineReference", "reference", """{"name":"none","version":1}""", "there is no version 1 of the baseline 'none'")]
    public async Task A_definition_that_cannot_be_is_refused(string kind, string id, string definition, string reason)
    {
        await WipeAsync();

        var restored = await RestoreAsync(Part(), new Dictionary<string, IReadOnlyList<BackupItem>> { [kind] = [new BackupItem(id, JsonDocument.Parse(definition).RootElement)] });

        Assert.Equal((RestoreOutcome.Refused, reason), Assert.Single(restored.Changes) is var change ? (change.Outcome, change.Note) : default);
    }

    [Fact]
    public void The_document_names_every_kind() =>
        Assert.Equal(BackupDocument.Of("analytics"), Part().Kinds.Select(static kind => $"{kind.Table} {kind.Name}").Order(StringComparer.Ordinal));

    private static RuleDraft Draft(string name) => new() { Name = name, Metric = "load", Threshold = 3, Severity = "critical" };

    private StoredRuleStore Rules() => new(_source);

    /// <summary>The part as the service registers it.</summary>
    private BackupPart Part() => new ServiceCollection()
        .AddSingleton(_source)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(Options.Create(new HistoryOptions()))
        .AddSingleton(new StoredRules(Rules(), TimeProvider.System, NullLogger<StoredRules>.Instance))
        .AddBackupKinds()
        .BuildServiceProvider()
        .GetRequiredService<BackupPart>();

    private async Task<Guid> FillAsync()
    {
        var (watches, outlooks, objectives, baselines) = (new WatchStore(_source), new OutlookStore(_source), new ObjectiveStore(_source), new BaselineStore(_source));
        var rule = Guid.NewGuid();
        await watches.AddAsync(new WatchDefinition { Name = "latency", Query = "avg(probe_duration_seconds)", Step = "1m", Maximum = 5 }, Noon, Cancelled);
        await outlooks.AddAsync(new OutlookDefinition { Name = "disk", Query = "disk_used", Threshold = 0.9 }, Cancelled);
        var objective = new ObjectiveDefinition { Name = "shop", Target = 0.999, Good = "sum(increase(g[$window]))", Total = "sum(increase(a[$window]))" };
        await objectives.AddAsync(new StoredObjective(objective, Noon, "bert", Noon, 0), Cancelled);
        await Rules().AddAsync(rule, Draft("HighLoad"), "bert", Noon, Cancelled);
        var baseline = new Baseline
        {
            Name = "before",
            CreatedAt = Noon,
            CreatedBy = "bert",
            From = Noon.AddHours(-1),
            To = Noon,
            StepSeconds = 10,
            Source = BaselineSource.Range,
            Note = "before the release",
            Components = [BaselineComponent.Of(new ComponentDefinition { Name = "latency", Query = "avg(latency)", Unit = "s" }, [0.1, double.NaN, 0.3])],
        };
        await baselines.AddAsync(baseline, Cancelled);
        await baselines.AddAsync(baseline with { Note = null, Run = "r1" }, Cancelled);
        await new ReferenceBaseline(_source, Options.Create(new BaselineOptions())).ChooseAsync("before", 2, "bert", Noon, Cancelled);
        return rule;
    }

    private Task WipeAsync() => ExecuteAsync($"TRUNCATE {string.Join(", ", Tables.Select(static table => $"history.{table}"))} CASCADE");

    private async Task<long> CountAsync(string table)
    {
        await using var command = _source.CreateCommand($"SELECT count(*) FROM history.{table}");
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
