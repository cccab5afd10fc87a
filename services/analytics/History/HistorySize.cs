using Npgsql;
using PerfMonitor.Analytics.Catalogue;

namespace PerfMonitor.Analytics.History;

/// <summary>Measures what the history takes, partition by partition; in a loop of its own, so that figures come while a long compaction runs.</summary>
internal sealed class HistorySize(
    NpgsqlDataSource source, SeriesCatalogue catalogue, Partitions partitions, HistoryFigures figures, TimeProvider clock, ILogger<HistorySize> logger)
    : LoneWorker(source, catalogue, clock, "size", Interval, logger, logger.SizeNotMeasured)
{
    /// <summary>How often bytes are measured.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How often the rows and samples of what changed are counted: that reads the table.</summary>
    public static readonly TimeSpan CountInterval = TimeSpan.FromMinutes(10);

    private readonly NpgsqlDataSource _source = source;
    private readonly TimeProvider _clock = clock;

    // By partition; those that are gone are taken out with each measurement.
    private Dictionary<string, Counted> _counted = [];

    public override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var counted = new Dictionary<string, Counted>();
        var tables = new List<TableFigures>();
        foreach (var (table, period, name, hasSamples) in await TablesAsync(cancellationToken))
        {
            var bytes = await ScalarAsync($"SELECT pg_total_relation_size('history.{name}')", cancellationToken);
            var known = _counted.GetValueOrDefault(name);
            var isFresh = known is not null && (known.Bytes == bytes || known.At + CountInterval > now);
            var counts = counted[name] = isFresh ? known! : await CountAsync(name, hasSamples, bytes, now, cancellationToken);
            tables.Add(new TableFigures(table, period, bytes, counts.Rows, counts.Samples));
        }

        _counted = counted;
        figures.Measured(tables, await ScalarAsync("SELECT pg_database_size(current_database())", cancellationToken));
    }

    private async Task<List<(string Table, string Period, string Name, bool HasSamples)>> TablesAsync(CancellationToken cancellationToken)
    {
        List<(string, string, string, bool)> tables = [("series", "", "series", false), ("recent", "", "recent", true)];
        foreach (var table in PartitionedTable.All)
        {
            foreach (var partition in await partitions.ListAsync(table, cancellationToken))
            {
                tables.Add((table.Name, table.PeriodOf(partition), partition.Table, table == PartitionedTable.Chunks));
            }
        }

        return tables;
    }

    private async Task<Counted> CountAsync(string name, bool hasSamples, long bytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand($"SELECT count(*), {(hasSamples ? "coalesce(sum(sample_count), 0)::bigint" : "0::bigint")} FROM history.{name}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Counted(now, bytes, reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task<long> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private sealed record Counted(DateTimeOffset At, long Bytes, long Rows, long Samples);
}
