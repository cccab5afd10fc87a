using System.Data;
using Npgsql;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>Reads ranges of the history: samples, and roll-ups in their stead where that is allowed. Damaged rows are named, counted and left out.</summary>
internal sealed class HistoryReader(
    NpgsqlDataSource source, [FromKeyedServices(HistoryReader.Reads)] NpgsqlDataSource reads, ChunkCache cache, CorruptChunks corrupt, TimeProvider clock)
{
    /// <summary>The key of the connections that chunks are read over.</summary>
    public const string Reads = "history-reads";

    // From so many series on it is worth asking whether a time that is over has anything unsettled, before asking for each of them.
    private const int ManySeries = 32;

    // As the partial indexes of recent have it.
    private static readonly string Within = $"FROM history.recent WHERE start_ms BETWEEN $2 - {ChunkCutter.HourMs} AND $3";

    public async Task ReadAsync(HistoryRange range, SampleBudget budget, RollupRead? rollups, CancellationToken cancellationToken)
    {
        if (rollups is null)
        {
            await using var reading = await reads.OpenConnectionAsync(cancellationToken);
            await ReadChunksAsync(reading, range, budget, cancellationToken);
            return;
        }

        await using var connection = await source.OpenConnectionAsync(cancellationToken);

        // One snapshot: what settles in between is seen either as chunks or as a roll-up.
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        if (rollups.Exact is { } exact)
        {
            await ReadExactAsync(connection, exact, range, budget, rollups, cancellationToken);
        }

        var found = await ReadUnansweredAsync(connection, range, budget, rollups, cancellationToken);
        foreach (var resolution in new[] { RollupResolution.Minute, RollupResolution.Hour })
        {
            await ReadExpiredAsync(connection, resolution, range, budget, rollups, found, cancellationToken);
        }
    }

    private async Task ReadChunksAsync(NpgsqlConnection connection, HistoryRange range, SampleBudget budget, CancellationToken cancellationToken)
    {
        if (range.FromMs < ChunkCutter.BlockOf(clock.GetUtcNow().ToUnixTimeMilliseconds()) && cache.HoldsMostOf([.. range.Samples.Keys]))
        {
            var missed = await ReadHeldAsync(connection, range, budget, cancellationToken);
            if (missed.Count == 0)
            {
                return;
            }

            // All of them anew and in one snapshot: what settles between two statements would be in neither. What is read twice counts once.
            range = range with { Samples = missed.ToDictionary(static series => series, series => range.Samples[series]) };
        }

        await using var command = await ChunksAsync(connection, range, "data", cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        bool? areKept = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = KeyOf(reader);
            var data = reader.GetFieldValue<byte[]>(3);
            areKept ??= key.Writer == 0 ? null : cache.HasRoomFor(ExpectedSamples(data, range));
            Take(key, data, isKept: key.Writer != 0 && areKept == true && (IsLargely(data, range) || cache.IsAskedAgain(key)), range, budget);
        }
    }

    /// <summary>Whether a quarter of a chunk or more lies in a range.</summary>
    private static bool IsLargely(byte[] data, HistoryRange range) =>
        ChunkHeader.TryRead(data, out var header) != ChunkFault.None
        || (Math.Min(header.LastTimestampMs, range.ToMs) - Math.Max(header.FirstTimestampMs, range.FromMs)) * 4 >= header.LastTimestampMs - header.FirstTimestampMs;

    /// <summary>
    /// How many samples the settled chunks hold of which a range takes a large part, if all series are as the one of the first chunk. What it only
    /// touches of a block is not kept, and what is not over has no settled chunks.
    /// </summary>
    private double ExpectedSamples(byte[] first, HistoryRange range)
    {
        var settledBefore = ChunkCutter.BlockOf(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var blocks = ChunkCutter.BlocksLargelyIn(range.FromMs, Math.Min(range.ToMs, settledBefore - 1));
        return ChunkHeader.TryRead(first, out var header) == ChunkFault.None ? header.Count * Math.Max(1, blocks) * range.Samples.Count : double.MaxValue;
    }

    /// <summary>Takes settled chunks that are held decoded, and all that are not settled; returns the series some of whose settled chunks are not held.</summary>
    private async Task<HashSet<SeriesId>> ReadHeldAsync(NpgsqlConnection connection, HistoryRange range, SampleBudget budget, CancellationToken cancellationToken)
    {
        await using var command = await ChunksAsync(connection, range, "NULL::bytea", cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var missed = new HashSet<SeriesId>();

        // Bounded by the cache that holds them.
        var found = new List<(SeriesId Series, DecodedChunk Chunk)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = KeyOf(reader);
            if (key.Writer == 0)
            {
                // Settled chunks come first, as a rule: of most series that are read anew it is known by now.
                if (!missed.Contains(key.Series))
                {
                    Take(key, reader.GetFieldValue<byte[]>(3), isKept: false, range, budget);
                }
            }
            else if (cache.Find(key) is { } held)
            {
                found.Add((key.Series, held));
            }
            else
            {
                missed.Add(key.Series);
            }
        }

        // Not those of series that are read anew: the same samples twice would have to be sorted.
        foreach (var (series, chunk) in found.Where(one => !missed.Contains(one.Series)))
        {
            budget.Spend(range.Samples[series].Add(chunk, range.FromMs, range.ToMs));
        }

        return missed;
    }

    /// <summary>Series, start, what wrote the row (of settled chunks alone) and data of all chunks of a range.</summary>
    private async Task<NpgsqlCommand> ChunksAsync(NpgsqlConnection connection, HistoryRange range, string settledData, CancellationToken cancellationToken)
    {
        // A chunk lies within one hour, or one block. So start_ms has a lower bound, which leaves out partitions, and end_ms
        // an upper one, which bounds the part of the index that is read. Rows set aside as damaged are read too, to be named.
        var recent = $"""
            SELECT series_id, start_ms, '0'::xid, data FROM history.recent
            WHERE series_id = ANY ($1) AND end_ms BETWEEN $2 AND $3 + {ChunkCutter.HourMs} AND start_ms <= $3
            """;
        var ifUnsettled = $"{recent} AND (EXISTS (SELECT {Within} AND level IN (0, 1, 2)) OR EXISTS (SELECT {Within} AND level < 0))";
        var settled = $"""
            SELECT series_id, start_ms, xmin, {settledData} FROM history.chunks
            WHERE series_id = ANY ($1) AND start_ms BETWEEN $2 - {ChunkCutter.BlockMs} AND $3 AND end_ms BETWEEN $2 AND $3 + {ChunkCutter.BlockMs}
            """;

        // The block that is not over has no settled chunks, and in recent it has some for certain; the compactor's grace of ten minutes covers clocks that differ.
        var open = ChunkCutter.BlockOf(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var mayBeSettled = range.ToMs < open && range.Samples.Count >= ManySeries;
        var command = new NpgsqlCommand(range.FromMs >= open ? recent : $"{settled} UNION ALL {(mayBeSettled ? ifUnsettled : recent)}", connection);
        command.Parameters.AddWithValue(range.Samples.Keys.Select(static id => id.ToInt64()).ToArray());
        command.Parameters.AddWithValue(range.FromMs);
        command.Parameters.AddWithValue(range.ToMs);

        // Once per connection; for a single series parsing and planning would take longer than the rest.
        await command.PrepareAsync(cancellationToken);
        return command;
    }

    private static ChunkKey KeyOf(NpgsqlDataReader reader) => new(SeriesId.FromInt64(reader.GetInt64(0)), reader.GetInt64(1), reader.GetFieldValue<uint>(2));

    private void Take(ChunkKey key, byte[] data, bool isKept, HistoryRange range, SampleBudget budget)
    {
        ChunkFault fault;
        int added;
        if (isKept)
        {
            var decoded = DecodedChunk.Of(data, out fault);
            added = decoded is null ? 0 : range.Samples[key.Series].Add(decoded, range.FromMs, range.ToMs);
            if (decoded is not null)
            {
                cache.Add(key, decoded);
            }
        }
        else
        {
            fault = range.Samples[key.Series].Add(data, range.FromMs, range.ToMs, out added);
        }

        if (fault != ChunkFault.None)
        {
            LeftOut(range, key.Series, key.StartMs, data.Length, fault);
        }

        budget.Spend(added);
    }

    /// <summary>Reads chunks of blocks that no roll-up answers; returns the blocks found.</summary>
    private async Task<HashSet<(SeriesId, long)>> ReadUnansweredAsync(NpgsqlConnection connection, HistoryRange range, SampleBudget budget, RollupRead rollups, CancellationToken cancellationToken)
    {
        // Each series from its first block without an answer: the rows before it are not even looked at.
        await using var command = new NpgsqlCommand($"""
            WITH wanted AS MATERIALIZED (SELECT * FROM unnest($1, $2) AS wanted(series_id, from_ms)),
            answered AS MATERIALIZED (SELECT * FROM unnest($4, $5) AS answered(series_id, block_ms))
            SELECT series_id, start_ms, data FROM wanted JOIN history.recent AS chunk USING (series_id)
            WHERE end_ms BETWEEN from_ms AND $3 + {ChunkCutter.HourMs} AND start_ms <= $3
            UNION ALL
            SELECT series_id, start_ms, data FROM wanted JOIN history.chunks AS chunk USING (series_id)
            WHERE start_ms BETWEEN $6 - {ChunkCutter.BlockMs} AND $3 AND end_ms BETWEEN from_ms AND $3 + {ChunkCutter.BlockMs}
              AND NOT EXISTS (SELECT FROM answered WHERE answered.series_id = chunk.series_id AND block_ms = start_ms / {ChunkCutter.BlockMs} * {ChunkCutter.BlockMs})
            """, connection);
        var series = range.Samples.Keys.ToList();
        var from = series.Select(id => rollups.FirstUnanswered(id, range.FromMs)).ToArray();
        var (answered, blocks) = rollups.Answered();
        command.Parameters.AddWithValue(series.Select(static id => id.ToInt64()).ToArray());
        command.Parameters.AddWithValue(from);
        command.Parameters.AddWithValue(range.ToMs);
        command.Parameters.AddWithValue(answered);
        command.Parameters.AddWithValue(blocks);
        command.Parameters.AddWithValue(from.Min());
        var found = new HashSet<(SeriesId, long)>();
        await DecodeAsync(command, range, budget, found, cancellationToken);
        return found;
    }

    private async Task DecodeAsync(NpgsqlCommand command, HistoryRange range, SampleBudget budget, HashSet<(SeriesId, long)> found, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var series = SeriesId.FromInt64(reader.GetInt64(0));
            var (startMs, data) = (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
            var fault = range.Samples[series].Add(data, range.FromMs, range.ToMs, out var added);
            if (fault != ChunkFault.None)
            {
                LeftOut(range, series, startMs, data.Length, fault);
                continue;
            }

            found.Add((series, ChunkCutter.BlockOf(startMs)));
            budget.Spend(added);
        }
    }

    private async Task ReadExactAsync(NpgsqlConnection connection, RollupResolution resolution, HistoryRange range, SampleBudget budget, RollupRead rollups, CancellationToken cancellationToken)
    {
        // What came late to a block is in recent until it is settled again; till then its roll-up is out of date.
        await using var command = Rollups(connection, resolution, range, rollups.BeforeMs, $"""
            AND (exactness >= $4 OR $5 AND -1 - exactness >= $4)
            AND NOT EXISTS (
                SELECT FROM history.recent AS late
                WHERE late.series_id = rollup.series_id AND late.end_ms >= rollup.start_ms AND late.end_ms < rollup.start_ms + {ChunkCutter.BlockMs} AND late.level >= 0)
            """);
        command.Parameters.AddWithValue((short)rollups.Needs.Exactness);
        command.Parameters.AddWithValue(rollups.Needs.HasStaleMarkers);
        await foreach (var (series, block, _, buckets) in DecodeRollupsAsync(command, range, cancellationToken))
        {
            budget.Spend(rollups.Take(series, block, buckets, range.FromMs, range.ToMs));
        }
    }

    /// <summary>Fills blocks whose samples are gone.</summary>
    private async Task ReadExpiredAsync(
        NpgsqlConnection connection, RollupResolution resolution, HistoryRange range, SampleBudget budget, RollupRead rollups, HashSet<(SeriesId, long)> found, CancellationToken cancellationToken)
    {
        if (range.FromMs >= rollups.ExpiredBeforeMs)
        {
            return;
        }

        await using var command = Rollups(connection, resolution, range, Math.Min(rollups.ExpiredBeforeMs, rollups.BeforeMs), "");
        await foreach (var (series, block, worth, buckets) in DecodeRollupsAsync(command, range, cancellationToken))
        {
            if (!found.Contains((series, block)) && !rollups.IsAnswered(series, block))
            {
                budget.Spend(rollups.TakeExpired(series, block, worth, buckets, range.FromMs, range.ToMs, resolution));
            }
        }
    }

    private static NpgsqlCommand Rollups(NpgsqlConnection connection, RollupResolution resolution, HistoryRange range, long beforeMs, string further)
    {
        var command = new NpgsqlCommand($"""
            SELECT series_id, start_ms, data, exactness FROM history.{resolution.Table.Name} AS rollup
            WHERE series_id = ANY ($1) AND start_ms BETWEEN $2 AND $3 {further}
            """, connection);
        command.Parameters.AddWithValue(range.Samples.Keys.Select(static id => id.ToInt64()).ToArray());
        command.Parameters.AddWithValue(ChunkCutter.BlockOf(range.FromMs));
        command.Parameters.AddWithValue(Math.Min(range.ToMs, beforeMs - ChunkCutter.BlockMs));
        return command;
    }

    private async IAsyncEnumerable<(SeriesId Series, long Block, RollupWorth Worth, List<RollupBucket> Buckets)> DecodeRollupsAsync(
        NpgsqlCommand command, HistoryRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var buckets = new List<RollupBucket>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var series = SeriesId.FromInt64(reader.GetInt64(0));
            var (block, data) = (reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));
            buckets.Clear();
            var fault = RollupCodec.TryDecode(data, buckets);
            if (fault != ChunkFault.None)
            {
                LeftOut(range, series, block, data.Length, fault);
                continue;
            }

            yield return (series, block, RollupWorth.Of(reader.GetInt16(3)), buckets);
        }
    }

    private void LeftOut(HistoryRange range, SeriesId series, long startMs, int bytes, ChunkFault fault)
    {
        corrupt.Found(series, startMs, bytes, fault);
        range.Damaged.Add(new DamagedChunk(series, startMs, fault));
    }
}
