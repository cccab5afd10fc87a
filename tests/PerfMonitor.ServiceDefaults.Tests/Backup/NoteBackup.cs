using System.Text.Json;

namespace PerfMonitor.ServiceDefaults.Tests.Backup;

internal sealed record Note(string Text, int Weight = 1);

/// <summary>A kind with everything kinds have: a secret, items that are left alone, a bound, a constraint of the database.</summary>
internal sealed class NoteBackup() : BackupKind<Note>("notes", "test.notes", most: 4, BackupJson.Plain)
{
    public const string Schema =
        """
        DROP SCHEMA IF EXISTS test CASCADE; CREATE SCHEMA test;
        CREATE TABLE test.notes (id text PRIMARY KEY, body jsonb NOT NULL, secret text, provided boolean NOT NULL DEFAULT false, made_at timestamptz NOT NULL, CHECK (length(body->>'text') < 20));
        """;

    public int Announced { get; private set; }

    public override Task AnnounceAsync(CancellationToken cancellationToken)
    {
        Announced++;
        return Task.CompletedTask;
    }

    protected override string LabelOf(Kept<Note> item) => item.Definition.Text;

    protected override async Task<IReadOnlyList<Kept<Note>>> ListAsync(BackupSession session, CancellationToken cancellationToken) => await session.QueryAsync(
        "SELECT id, body, secret, provided, made_at FROM test.notes ORDER BY id",
        static row => new Kept<Note>(row.GetString(0), JsonSerializer.Deserialize<Note>(row.GetString(1), BackupJson.Plain)!)
        {
            Secrets = row.IsDBNull(2) ? null : new Dictionary<string, string> { ["word"] = row.GetString(2) },
            LeftAlone = row.GetBoolean(3) ? "it comes from a file" : null,
            CreatedAt = row.GetFieldValue<DateTimeOffset>(4),
        },
        cancellationToken);

    protected override (Note? Definition, string? Reason) Check(Kept<Note> item, DateTimeOffset now) =>
        item.Definition.Weight > 0 ? (item.Definition, null) : (null, "its weight must be positive");

    protected override async Task<Restored> WriteAsync(RestoreStep<Note> restore, CancellationToken cancellationToken)
    {
        await RemoveAsync(restore.Session, restore.Item, cancellationToken);
        await restore.Session.ExecuteAsync(
            "INSERT INTO test.notes (id, body, secret, made_at) VALUES ($1, $2::jsonb, $3::text, $4)",
            cancellationToken,
            restore.Id, JsonSerializer.Serialize(restore.Definition, BackupJson.Plain), restore.Secret("word"), restore.Item.CreatedAt ?? restore.Session.Now);
        return Restored.Done(restore.Secret("word") is null ? "enter the word again" : null);
    }

    protected override async Task<Restored> RemoveAsync(BackupSession session, Kept<Note> item, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM test.notes WHERE id = $1", cancellationToken, item.Id);
        return item.Id == "needed" ? Restored.Refused("something needs it") : Restored.Done();
    }
}
