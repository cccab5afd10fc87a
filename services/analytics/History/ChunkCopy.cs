using Npgsql;
using NpgsqlTypes;

namespace PerfMonitor.Analytics.History;

/// <summary>Writes rows of <c>history.recent</c> or <c>history.chunks</c> to a binary COPY of (series_id, start_ms, end_ms, sample_count, level, data).</summary>
internal static class ChunkCopy
{
    public static async Task WriteAsync(NpgsqlBinaryImporter copy, ChunkRow chunk, short level, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(chunk.SeriesId.ToInt64(), NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(chunk.StartMs, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(chunk.EndMs, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(chunk.SampleCount, NpgsqlDbType.Integer, cancellationToken);
        await copy.WriteAsync(level, NpgsqlDbType.Smallint, cancellationToken);
        await copy.WriteAsync(chunk.Data, NpgsqlDbType.Bytea, cancellationToken);
    }
}
