using System.Text.Json;
using Npgsql;
using PerfMonitor.Testing.Servers;
using static PerfMonitor.Testing.BackupSteps;

namespace PerfMonitor.ServiceDefaults.Tests.Backup;

public sealed class BackupPartTests : IAsyncDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();
    private readonly NoteBackup _notes = new();
    private NpgsqlDataSource? _source;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_wiped_comes_back_as_it_was()
    {
        var part = await PartAsync("('a', '{\"text\": \"first\"}', 's1'), ('b', '{\"text\": \"second\", \"weight\": 3}', NULL)");
        var backup = await part.ReadAsync(Cancelled);
        await ExecuteAsync("TRUNCATE test.notes");

        var restored = await RestoreAsync(part, backup);
        var again = await RestoreAsync(part, backup);

        Assert.Equal([new RestoreChange("notes", "a", "first", RestoreOutcome.Created), new RestoreChange("notes", "b", "second", RestoreOutcome.Created, "enter the word again")], restored.Changes);
        Assert.Equal(JsonSerializer.Serialize(backup, BackupJson.Frame), JsonSerializer.Serialize(await part.ReadAsync(Cancelled), BackupJson.Frame));
        Assert.Equal((0, 2, 0, 1), (again.Changes.Count, again.Unchanged, again.Kept, _notes.Announced));
    }

    [Fact]
    public async Task Only_what_differs_is_changed_and_a_secret_that_is_not_given_stays()
    {
        var part = await PartAsync("('a', '{\"text\": \"first\"}', 's1'), ('b', '{\"text\": \"second\"}', 's2'), ('c', '{\"text\": \"third\"}', 's3')");

        var restored = await RestoreAsync(part, Items("""[{"id":"a","definition":{"text":"first","weight":1}},{"id":"b","definition":{"text":"other"}}]"""));

        Assert.Equal([new RestoreChange("notes", "b", "other", RestoreOutcome.Changed)], restored.Changes);
        Assert.Equal((1, 1), (restored.Unchanged, restored.Kept));
        Assert.Equal("a:s1 b:s2 c:s3", await StateAsync());
    }

    [Fact]
    public async Task Another_secret_is_a_change()
    {
        var part = await PartAsync("('a', '{\"text\": \"first\"}', 's1')");

        var restored = await RestoreAsync(part, Items("""[{"id":"a","definition":{"text":"first"},"secrets":{"word":"s9"}}]"""));

        Assert.Equal(RestoreOutcome.Changed, Assert.Single(restored.Changes).Outcome);
        Assert.Equal("a:s9", await StateAsync());
    }

    [Fact]
    public async Task What_the_backup_does_not_hold_is_removed_when_asked()
    {
        var part = await PartAsync("('a', '{\"text\": \"first\"}', 's1'), ('needed', '{\"text\": \"second\"}', 's2')");
        await ExecuteAsync("INSERT INTO test.notes (id, body, provided, made_at) VALUES ('file', '{\"text\": \"third\"}', true, now())");

        var restored = await RestoreAsync(part, Items("[]"), remove: true);

        Assert.Equal(
            [new RestoreChange("notes", "a", "first", RestoreOutcome.Removed), new RestoreChange("notes", "needed", "second", RestoreOutcome.Refused, "something needs it")], restored.Changes);
        Assert.Equal("file: needed:s2", await StateAsync());
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_changes_nothing()
    {
        var part = await PartAsync("('a', '{\"text\": \"first\"}', 's1'), ('b', '{\"text\": \"second\"}', 's2')");
        var items = Items("""[{"id":"b","definition":{"text":"other"}},{"id":"c","definition":{"text":"much too long for the table"}}]""");

        var tried = await part.RestoreAsync(new RestoreRequest(items, Remove: true, DryRun: true), "anna", Cancelled);

        Assert.Equal("a:s1 b:s2", await StateAsync());
        Assert.Equal(0, _notes.Announced);
        Assert.Equal(tried.Changes, (await RestoreAsync(part, items, remove: true)).Changes);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_reason_and_the_rest_is_restored()
    {
        var part = await PartAsync("('a', '{\"text\": \"first\"}', 's1')");
        await ExecuteAsync("INSERT INTO test.notes (id, body, provided, made_at) VALUES ('file', '{\"text\": \"third\"}', true, now())");

        var restored = await RestoreAsync(part, Items(
            """
            [{"id":"long","definition":{"text":"much too long for the table"}},{"id":"light","definition":{"text":"light","weight":0}},{"id":"file","definition":{"text":"mine"}},
             {"id":"b","definition":{"text":"b"},"secrets":{"word":"s"}},{"id":"c","definition":{"text":"c"},"secrets":{"word":"s"}},{"id":"d","definition":{"text":"d"},"secrets":{"word":"s"}}]
            """));

        Assert.Equal(
            [
                new RestoreChange("notes", "long", "much too long for the table", RestoreOutcome.Refused, "new row for relation \"notes\" violates check constraint \"notes_body_check\""),
                new RestoreChange("notes", "light", "light", RestoreOutcome.Refused, "its weight must be positive"),
                new RestoreChange("notes", "file", "mine", RestoreOutcome.Refused, "it comes from a file"),
                new RestoreChange("notes", "b", "b", RestoreOutcome.Created),
                new RestoreChange("notes", "c", "c", RestoreOutcome.Created),
                new RestoreChange("notes", "d", "d", RestoreOutcome.Refused, "there are 4 already, which is the most"),
            ],
            restored.Changes);
        Assert.Equal("a:s1 b:s c:s file:", await StateAsync());
    }

    [Theory]
    [InlineData("""{"memos":[]}""", "memos is not known; there are notes")]
    [InlineData("""{"notes":[{"id":"a","definition":{"text":"x"}},{"id":"a","definition":{"text":"y"}}]}""", "notes[1]: 'a' is given twice")]
    [InlineData("""{"notes":[{"id":" ","definition":{"text":"x"}}]}""", "notes[0] has no id")]
    [InlineData("""{"notes":[{"id":"a","definition":{"text":"x"}},{"id":"b","definition":{"text":"x","colour":"red"}}]}""", "notes[1].definition.colour is not known")]
    [InlineData("""{"notes":[{"id":"a","definition":{"text":"x","weight":"heavy"}}]}""", "notes[0].definition.weight has a value of the wrong kind")]
    [InlineData("""{"notes":[{"id":"a","definition":{"text":null}}]}""", "notes[0].definition.text must not be null")]
    [InlineData("""{"notes":[{"id":"a","definition":null}]}""", "notes[0].definition is null")]
    public async Task A_place_that_cannot_be_read_is_named(string kinds, string fault)
    {
        await using var source = NpgsqlDataSource.Create("Host=nowhere");
        var part = new BackupPart([_notes], source, TimeProvider.System);

        Assert.Equal([fault], part.Faults(JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<BackupItem>>>(kinds, BackupJson.Frame)!));
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }

        _server?.Dispose();
    }

    private static Dictionary<string, IReadOnlyList<BackupItem>> Items(string notes) => new() { ["notes"] = JsonSerializer.Deserialize<List<BackupItem>>(notes, BackupJson.Frame)! };

    private async Task<BackupPart> PartAsync(string rows)
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        _source = NpgsqlDataSource.Create(_server!.ConnectionString);
        await ExecuteAsync($"{NoteBackup.Schema} INSERT INTO test.notes SELECT id, body::jsonb, secret, false, now() FROM (VALUES {rows}) AS given (id, body, secret)");
        return new BackupPart([_notes], _source, TimeProvider.System);
    }

    private async Task<string> StateAsync()
    {
        await using var command = _source!.CreateCommand("SELECT coalesce(string_agg(id || ':' || coalesce(secret, ''), ' ' ORDER BY id), '') FROM test.notes");
        return (string)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }
}
