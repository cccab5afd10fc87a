using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;

namespace PerfMonitor.Analytics.Rules;

/// <summary>Rules written over the API, in PostgreSQL. A write and its line in the rule's history are one transaction.</summary>
internal sealed class StoredRuleStore(NpgsqlDataSource source)
{
    /// <summary>Most rules that may be stored; more are better kept in files.</summary>
    public const int Most = 1_000;

    /// <summary>Versions kept of one rule, the newest.</summary>
    public const int MostVersions = 100;

    /// <summary>Removed rules of which versions are kept, those that were removed last.</summary>
    public const int MostRemoved = 1_000;

    /// <summary>Removes the rule $1 at the moment $2 in the name of $3.</summary>
    public static readonly string Removal =
        $"""
        WITH removed AS (DELETE FROM history.stored_rules WHERE id = $1 RETURNING id, version),
        forgotten AS (
          DELETE FROM history.stored_rule_versions WHERE rule_id IN (
            SELECT rule_id FROM history.stored_rule_versions AS gone
            WHERE draft IS NULL AND rule_id <> $1 AND NOT EXISTS (SELECT 1 FROM history.stored_rules WHERE id = gone.rule_id)
            ORDER BY written_at DESC, rule_id OFFSET {MostRemoved - 1}))
        INSERT INTO history.stored_rule_versions (rule_id, version, draft, enabled, written_at, written_by)
        SELECT id, version + 1, NULL, false, $2, $3 FROM removed
        """;

    /// <summary>How drafts are stored.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<IReadOnlyList<StoredRule>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT id, version, draft::text, enabled, updated_at, updated_by FROM history.stored_rules ORDER BY id LIMIT {Most}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rules = new List<StoredRule>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rules.Add(new StoredRule(reader.GetGuid(0), reader.GetInt32(1), Draft(reader.GetString(2)), reader.GetBoolean(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5)));
        }

        return rules;
    }

    /// <summary>Differs whenever something was written in between.</summary>
    public async Task<(long Count, long Newest)> StateAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT count(*), coalesce(max(change), 0) FROM history.stored_rules");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public async Task<IReadOnlyList<StoredRuleVersion>> VersionsAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT version, draft::text, enabled, written_at, written_by FROM history.stored_rule_versions WHERE rule_id = $1 ORDER BY version DESC LIMIT {MostVersions}");
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<StoredRuleVersion>();
        while (await reader.ReadAsync(cancellationToken))
        {
            versions.Add(new StoredRuleVersion(
                reader.GetInt32(0),
                await reader.IsDBNullAsync(1, cancellationToken) ? null : Draft(reader.GetString(1)),
                reader.GetBoolean(2),
                reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetString(4)));
        }

        return versions;
    }

    public async Task<RuleWrite> AddAsync(Guid id, RuleDraft draft, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            WITH added AS (
              INSERT INTO history.stored_rules (id, version, draft, enabled, updated_at, updated_by, change)
              SELECT $1, 1, $2, $3, $4, $5, nextval('history.stored_rule_changes') WHERE (SELECT count(*) FROM history.stored_rules) < $6
              RETURNING *)
            INSERT INTO history.stored_rule_versions (rule_id, version, draft, enabled, written_at, written_by)
            SELECT id, version, draft, enabled, updated_at, updated_by FROM added
            """);
        Bind(command, id, Write(draft), draft.Enabled ?? true, now, user, Most);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1
            ? new RuleWrite.Written(new StoredRule(id, 1, draft, draft.Enabled ?? true, now, user))
            : new RuleWrite.Full(Most);
    }

    public async Task<RuleWrite> ReplaceAsync(Guid id, int version, RuleDraft draft, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            WITH replaced AS (
              UPDATE history.stored_rules SET version = version + 1, draft = $3, enabled = $4, updated_at = $5, updated_by = $6, change = nextval('history.stored_rule_changes')
              WHERE id = $1 AND version = $2
              RETURNING *),
            forgotten AS (
              DELETE FROM history.stored_rule_versions USING replaced
              WHERE rule_id = replaced.id AND stored_rule_versions.version <= replaced.version - {MostVersions})
            INSERT INTO history.stored_rule_versions (rule_id, version, draft, enabled, written_at, written_by)
            SELECT id, version, draft, enabled, updated_at, updated_by FROM replaced
            """);
        Bind(command, id, version, Write(draft), draft.Enabled ?? true, now, user);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1
            ? new RuleWrite.Written(new StoredRule(id, version + 1, draft, draft.Enabled ?? true, now, user))
            : await WhyNotAsync(id, cancellationToken);
    }

    public async Task<RuleWrite?> RemoveAsync(Guid id, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Removal);
        Bind(command, id, now, user);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? null : new RuleWrite.Unknown();
    }

    private async Task<RuleWrite> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT version FROM history.stored_rules WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return await command.ExecuteScalarAsync(cancellationToken) is int current ? new RuleWrite.Conflict(current) : new RuleWrite.Unknown();
    }

    private static NpgsqlParameter Write(RuleDraft draft) => new() { Value = JsonSerializer.Serialize(draft, Json), NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static RuleDraft Draft(string json) => JsonSerializer.Deserialize<RuleDraft>(json, Json)!;

    private static void Bind(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        }
    }
}
