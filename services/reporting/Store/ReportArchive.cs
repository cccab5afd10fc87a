using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Store;

/// <summary>Finding reports, and letting go of old ones.</summary>
internal sealed class ReportArchive(NpgsqlDataSource source)
{
    // Files come as JSON in the same row: one round trip for a page of the list.
    private const string Columns = """
        report.id, title, period_from, period_to, requested_by, requested_at, mail_to, state, reason, attempts, finished_at, verdict, headline, mail_state, mail_reason,
        (SELECT coalesce(json_agg(json_build_object('Format', format, 'FileName', file_name, 'Pages', pages, 'Size', size) ORDER BY format), '[]')::text
         FROM reporting.report_files WHERE report_id = report.id)
        """;

    /// <summary>The newest reports requested before a time.</summary>
    public async Task<IReadOnlyList<ReportRow>> ListAsync(int limit, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"""
            SELECT {Columns} FROM reporting.reports AS report
            WHERE $2 IS NULL OR requested_at < $2
            ORDER BY requested_at DESC, id DESC
            LIMIT $1
            """);
        command.Parameters.AddWithValue(limit);
        command.Parameters.Add(new() { Value = before is { } time ? time.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<ReportRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    public async Task<ReportRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM reporting.reports AS report WHERE id = $1");
        command.Parameters.AddWithValue(id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    /// <summary>Deletes reports finished before a time.</summary>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("DELETE FROM reporting.reports WHERE state IN ('ready', 'failed') AND finished_at < $1");
        command.Parameters.AddWithValue(time.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes the oldest reports until the files of the rest are within a size.</summary>
    public async Task<int> DeleteBeyondAsync(long bytes, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            DELETE FROM reporting.reports WHERE id IN (
                SELECT id FROM (
                    SELECT report.id, sum(sum(size)) OVER (ORDER BY finished_at DESC, report.id) AS kept
                    FROM reporting.reports AS report JOIN reporting.report_files ON report_id = report.id
                    GROUP BY report.id) AS sizes
                WHERE kept > $1)
            """);
        command.Parameters.AddWithValue(bytes);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ReportRow Read(NpgsqlDataReader reader) => new()
    {
        Request = new ReportRequest
        {
            Id = reader.GetGuid(0),
            Title = reader.GetString(1),
            Period = new ReportPeriod(reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3)),
            RequestedBy = reader.GetString(4),
            MailTo = reader.GetFieldValue<string[]>(6),
        },
        RequestedAt = reader.GetFieldValue<DateTimeOffset>(5),
        State = reader.GetString(7),
        Reason = Text(reader, 8),
        Attempts = reader.GetInt32(9),
        FinishedAt = reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10),
        Verdict = Text(reader, 11),
        Headline = Text(reader, 12),
        MailState = reader.GetString(13),
        MailReason = Text(reader, 14),
        Files = JsonSerializer.Deserialize<List<FileRow>>(reader.GetString(15))!,
    };

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
