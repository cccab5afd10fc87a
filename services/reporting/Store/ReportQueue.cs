using Npgsql;
using NpgsqlTypes;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Store;

/// <summary>The queue in PostgreSQL. Leases run on the database's clock, the only one all processes share.</summary>
internal sealed class ReportQueue(NpgsqlDataSource source) : IReportQueue
{
    public async Task<bool> AddAsync(ReportRequest request, DateTimeOffset requestedAt, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("""
            INSERT INTO reporting.reports (id, title, period_from, period_to, requested_by, requested_at, mail_to, mail_state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN cardinality($7) > 0 THEN 'pending' ELSE 'none' END)
            ON CONFLICT (id) DO NOTHING
            """);
        command.Parameters.AddWithValue(request.Id);
        command.Parameters.AddWithValue(request.Title);
        command.Parameters.AddWithValue(request.Period.From.UtcDateTime);
        command.Parameters.AddWithValue(request.Period.To.UtcDateTime);
        command.Parameters.AddWithValue(request.RequestedBy);
        command.Parameters.AddWithValue(requestedAt.UtcDateTime);
        command.Parameters.AddWithValue(request.MailTo.ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<int> LengthAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT count(*)::integer FROM reporting.reports WHERE state IN ('queued', 'running')");
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<Claim?> ClaimAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        // SKIP LOCKED: two processes that look at once take two reports. A running report is due again when its lease has run out.
        await using var command = source.CreateCommand("""
            UPDATE reporting.reports AS report
            SET lease = $1,
                leased_until = now() + $2,
                state = CASE WHEN report.state = 'ready' THEN 'ready' ELSE 'running' END,
                attempts = report.attempts + CASE WHEN report.state = 'ready' THEN 0 ELSE 1 END,
                delivery_attempts = report.delivery_attempts + CASE WHEN report.state = 'ready' THEN 1 ELSE 0 END
            WHERE id = (
                SELECT id FROM reporting.reports
                WHERE (state IN ('queued', 'running') OR (state = 'ready' AND (announced_at IS NULL OR mail_state = 'pending')))
                    AND due_at <= now()
                    AND (leased_until IS NULL OR leased_until < now())
                ORDER BY due_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED)
            RETURNING id, title, period_from, period_to, requested_by, mail_to, state = 'ready', attempts, delivery_attempts, announced_at IS NOT NULL, mail_state = 'pending', coalesce(headline, ''), finished_at, coalesce(mail_open, mail_to), mail_refused
            """);
        var token = Guid.NewGuid();
        command.Parameters.AddWithValue(token);
        command.Parameters.AddWithValue(lease);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new Claim
        {
            Lease = token,
            Request = new ReportRequest
            {
                Id = reader.GetGuid(0),
                Title = reader.GetString(1),
                Period = new ReportPeriod(reader.GetFieldValue<DateTimeOffset>(2), reader.GetFieldValue<DateTimeOffset>(3)),
                RequestedBy = reader.GetString(4),
                MailTo = reader.GetFieldValue<string[]>(5),
            },
            IsReady = reader.GetBoolean(6),
            Attempts = reader.GetInt32(7),
            DeliveryAttempts = reader.GetInt32(8),
            IsAnnounced = reader.GetBoolean(9),
            MailIsDue = reader.GetBoolean(10),
            Headline = reader.GetString(11),
            FinishedAt = reader.IsDBNull(12) ? null : reader.GetFieldValue<DateTimeOffset>(12),
            MailOpen = reader.GetFieldValue<string[]>(13),
            MailRefused = reader.IsDBNull(14) ? null : reader.GetString(14),
        };
    }

    public Task<bool> RenewAsync(Claim claim, TimeSpan lease, CancellationToken cancellationToken) =>
        UpdateAsync(claim, "leased_until = now() + $3", [new() { Value = lease }], cancellationToken);

    public async Task<bool> FinishAsync(Claim claim, FinishedReport report, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var update = new NpgsqlCommand("""
            UPDATE reporting.reports
            SET state = 'ready', reason = NULL, finished_at = $3, verdict = $4, headline = $5, due_at = now(), lease = NULL, leased_until = NULL
            WHERE id = $1 AND lease = $2
            """, connection))
        {
            update.Parameters.AddWithValue(claim.Request.Id);
            update.Parameters.AddWithValue(claim.Lease);
            update.Parameters.AddWithValue(report.FinishedAt.UtcDateTime);
            update.Parameters.AddWithValue(report.Headline.Verdict.ToString());
            update.Parameters.AddWithValue(report.Headline.Text);
            if (await update.ExecuteNonQueryAsync(cancellationToken) == 0)
            {
                return false;
            }
        }

        foreach (var file in report.Files)
        {
            await using var insert = new NpgsqlCommand("""
                INSERT INTO reporting.report_files (report_id, format, content_type, file_name, pages, size, content)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """, connection);
            insert.Parameters.AddWithValue(claim.Request.Id);
            insert.Parameters.AddWithValue(file.Format);
            insert.Parameters.AddWithValue(file.ContentType);
            insert.Parameters.AddWithValue(file.FileName);
            insert.Parameters.Add(new() { Value = file.Pages is { } pages ? pages : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
            insert.Parameters.AddWithValue(file.Content.LongLength);
            insert.Parameters.AddWithValue(file.Content);
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public Task<bool> RetryAsync(Claim claim, string reason, TimeSpan delay, CancellationToken cancellationToken) => UpdateAsync(
        claim,
        "state = 'queued', reason = $3, due_at = now() + $4, lease = NULL, leased_until = NULL",
        [new() { Value = reason }, new() { Value = delay }],
        cancellationToken);

    public Task<bool> FailAsync(Claim claim, string reason, DateTimeOffset at, CancellationToken cancellationToken) => UpdateAsync(
        claim,
        "state = 'failed', reason = $3, finished_at = $4, lease = NULL, leased_until = NULL",
        [new() { Value = reason }, new() { Value = at.UtcDateTime }],
        cancellationToken);

    public Task<bool> ReturnAsync(Claim claim, CancellationToken cancellationToken) => UpdateAsync(
        claim,
        claim.IsReady
            ? "delivery_attempts = delivery_attempts - 1, lease = NULL, leased_until = NULL"
            : "state = 'queued', attempts = attempts - 1, lease = NULL, leased_until = NULL",
        [],
        cancellationToken);

    public async Task<StoredFile?> FileAsync(Guid id, string format, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT content_type, file_name, pages, content FROM reporting.report_files WHERE report_id = $1 AND format = $2");
        command.Parameters.AddWithValue(id);
        command.Parameters.AddWithValue(format);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredFile(format, reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt32(2), reader.GetFieldValue<byte[]>(3))
            : null;
    }

    public Task<bool> MailedAsync(Claim claim, MailResult mail, CancellationToken cancellationToken) => UpdateAsync(
        claim,
        "mail_state = $3, mail_reason = $4, mailed_at = CASE WHEN $3 = 'sent' THEN now() END, mail_open = $5, mail_refused = $6",
        [
            new() { Value = mail.State }, new() { Value = (object?)mail.Reason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = mail.Open.ToArray() }, new() { Value = (object?)mail.Refused ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        ],
        cancellationToken);

    public Task<bool> DeliveredAsync(Claim claim, bool announced, TimeSpan delay, CancellationToken cancellationToken) => UpdateAsync(
        claim,
        "announced_at = CASE WHEN $3 THEN coalesce(announced_at, now()) END, due_at = now() + $4, lease = NULL, leased_until = NULL",
        [new() { Value = announced }, new() { Value = delay }],
        cancellationToken);

    private async Task<bool> UpdateAsync(Claim claim, string assignments, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand($"UPDATE reporting.reports SET {assignments} WHERE id = $1 AND lease = $2");
        command.Parameters.AddWithValue(claim.Request.Id);
        command.Parameters.AddWithValue(claim.Lease);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
