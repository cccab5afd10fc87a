using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Scraping;

/// <summary>Scrape jobs in the table <c>ingestion.scrape_jobs</c>.</summary>
internal sealed class PostgresScrapeStore(NpgsqlDataSource source, IOptions<ScrapeOptions> options) : IScrapeStore
{
    private const string Columns = "id, name, definition, origin";

    public async Task<IReadOnlyList<ScrapeJob>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM ingestion.scrape_jobs ORDER BY name");
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<ScrapeJob?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM ingestion.scrape_jobs WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    public async Task<TargetChange> AddAsync(ScrapeJob job, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"INSERT INTO ingestion.scrape_jobs ({Columns}) SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM ingestion.scrape_jobs) < $5");
        AddParameters(command.Parameters, job);
        command.Parameters.AddWithValue((long)options.Value.MaximumJobs);
        return await ChangeAsync(command, TargetChange.Full, cancellationToken);
    }

    public async Task<TargetChange> UpdateAsync(ScrapeJob job, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("UPDATE ingestion.scrape_jobs SET name = $2, definition = $3, origin = $4, updated_at = now() WHERE id = $1");
        AddParameters(command.Parameters, job);
        return await ChangeAsync(command, TargetChange.NotFound, cancellationToken);
    }

    public async Task<TargetChange> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM ingestion.scrape_jobs WHERE id = $1");
        command.Parameters.AddWithValue(id);
        return await ChangeAsync(command, TargetChange.NotFound, cancellationToken);
    }

    public async Task ProvideAsync(IReadOnlyList<ScrapeJob> jobs, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var gone = new NpgsqlCommand("DELETE FROM ingestion.scrape_jobs WHERE origin = 'file' AND name <> ALL ($1)", connection))
        {
            gone.Parameters.AddWithValue(jobs.Select(job => job.Name).ToArray());
            await gone.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var job in jobs)
        {
            // The id stays, and with it whatever refers to it.
            await using var provide = new NpgsqlCommand($"""
                INSERT INTO ingestion.scrape_jobs ({Columns}) VALUES ($1, $2, $3, $4)
                ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, origin = excluded.origin, updated_at = now()
                """, connection);
            AddParameters(provide.Parameters, job);
            await provide.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<TargetChange> ChangeAsync(NpgsqlCommand command, TargetChange unchanged, CancellationToken cancellationToken)
    {
        try
        {
            return await command.ExecuteNonQueryAsync(cancellationToken) == 0 ? unchanged : TargetChange.Done;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return TargetChange.NameTaken;
        }
    }

    private static void AddParameters(NpgsqlParameterCollection parameters, ScrapeJob job)
    {
        parameters.AddWithValue(job.Id);
        parameters.AddWithValue(job.Name);
        parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(job.Definition, ScrapeFile.Json));
        parameters.AddWithValue(job.Origin.ToString().ToLowerInvariant());
    }

    private static async Task<List<ScrapeJob>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var jobs = new List<ScrapeJob>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var definition = JsonSerializer.Deserialize<ScrapeInput>(reader.GetString(2), ScrapeFile.Json) ?? new ScrapeInput();
            var (job, errors) = ScrapeRules.Check(definition, reader.GetGuid(0), Enum.Parse<TargetOrigin>(reader.GetString(3), ignoreCase: true));
            jobs.Add(job ?? throw new InvalidDataException($"The stored scrape job '{reader.GetString(1)}' is wrong: {FieldFaults.Of(errors).First()}."));
        }

        return jobs;
    }
}
