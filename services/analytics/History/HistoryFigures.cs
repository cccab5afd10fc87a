using System.Diagnostics.Metrics;

namespace PerfMonitor.Analytics.History;

/// <summary>What a table of the history, or one of its partitions, takes.</summary>
/// <param name="Table">The table: recent, series, chunks, rollups_1m, rollups_1h.</param>
/// <param name="Period">The day or month of the partition, <c>2026-01-05</c> or <c>2026-01</c>; empty where the table has none.</param>
/// <param name="Bytes">On disk, with its indexes.</param>
/// <param name="Rows">Chunks, roll-ups or series.</param>
/// <param name="Samples">Samples in its chunks, as of <see cref="HistorySize.CountInterval"/> ago at most; 0 for tables without chunks.</param>
internal sealed record TableFigures(string Table, string Period, long Bytes, long Rows, long Samples);

/// <summary>
/// The newest figures of the history's size. The instance that keeps the history in shape measures them; figures that are no longer
/// renewed are not reported any more.
/// </summary>
internal sealed class HistoryFigures(TimeProvider clock)
{
    // A few measurements: another instance may have taken over.
    private static readonly TimeSpan Validity = 3 * HistorySize.Interval;

    private volatile Snapshot? _newest;

    /// <summary>The tables' figures; empty where this instance has not measured of late.</summary>
    public IReadOnlyList<TableFigures> Tables => Current?.Tables ?? [];

    /// <summary>Bytes of the whole database, PostgreSQL's own tables included; null where this instance has not measured of late.</summary>
    public long? DatabaseBytes => Current?.DatabaseBytes;

    private Snapshot? Current => _newest is { } newest && newest.At + Validity > clock.GetUtcNow() ? newest : null;

    public void Measured(IReadOnlyList<TableFigures> tables, long databaseBytes) => _newest = new Snapshot(clock.GetUtcNow(), tables, databaseBytes);

    /// <summary>Makes them series: <c>perfmonitor_history_*</c>.</summary>
    public void Report(Meter meter)
    {
        meter.CreateObservableGauge("perfmonitor.history.bytes", () => Each(static table => table.Bytes), "By", "Bytes of a table or partition of the history with its indexes.");
        meter.CreateObservableGauge("perfmonitor.history.rows", () => Each(static table => table.Rows), "{row}", "Chunks, roll-ups or series in a table or partition of the history.");
        meter.CreateObservableGauge("perfmonitor.history.samples", () => Each(static table => table.Samples), "{sample}", "Samples in the chunks of a table or partition of the history.");
        meter.CreateObservableGauge("perfmonitor.history.database.bytes", () => DatabaseBytes is { } bytes ? [new Measurement<long>(bytes)] : Array.Empty<Measurement<long>>(), "By", "Bytes of the whole database.");
    }

    private IEnumerable<Measurement<long>> Each(Func<TableFigures, long> figure) =>
        Tables.Select(table => new Measurement<long>(figure(table), new KeyValuePair<string, object?>("table", table.Table), new KeyValuePair<string, object?>("period", table.Period)));

    private sealed record Snapshot(DateTimeOffset At, IReadOnlyList<TableFigures> Tables, long DatabaseBytes);
}
