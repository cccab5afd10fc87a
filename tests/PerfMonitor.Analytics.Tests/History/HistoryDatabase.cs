using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;
using PerfMonitor.Analytics.Live;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

/// <summary>A PostgreSQL server that the tests of one class share.</summary>
public sealed class HistoryDatabase : IDisposable
{
    private readonly PrivatePostgres? _server = PrivatePostgres.TryStart();
    private NpgsqlDataSource? _source;

    /// <summary>Where it is, once a test has asked for an empty schema.</summary>
    public NpgsqlDataSource Source => _source!;

    /// <summary>The store over an empty schema; the test is skipped where PostgreSQL is not installed.</summary>
    internal StoredHistory Empty(HistoryOptions? options = null) => Migrated("", options);

    /// <summary>The store over a schema that the first script made, and that was filled before the others ran.</summary>
    internal StoredHistory Migrated(string filling, HistoryOptions? options = null)
    {
        Assert.SkipWhen(_server is null, PrivatePostgres.Missing);
        _source ??= NpgsqlDataSource.Create(_server!.ConnectionString);
        var scripts = typeof(HistoryStore).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .OrderBy(static name => name.Split('.')[^2], StringComparer.Ordinal)
            .Select(Read)
            .ToList();
        Execute($"DROP SCHEMA IF EXISTS history CASCADE; CREATE SCHEMA history; SET search_path = history; {scripts[0]} RESET search_path; {filling}");
        Execute($"SET search_path = history; {string.Concat(scripts.Skip(1))} RESET search_path;");
        return new StoredHistory(_source, options ?? new HistoryOptions());
    }

    public void Dispose()
    {
        _source?.Dispose();
        _server?.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = _source!.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static string Read(string name)
    {
        using var script = new StreamReader(typeof(HistoryStore).Assembly.GetManifestResourceStream(name)!);
        return script.ReadToEnd();
    }
}

/// <summary>The history in PostgreSQL with all that reads, writes and keeps it.</summary>
internal sealed class StoredHistory : IDisposable
{
    private readonly NpgsqlDataSource _source;

    public StoredHistory(NpgsqlDataSource source, HistoryOptions history)
    {
        _source = source;
        var options = Options.Create(history);
        Retention = new RetentionPolicy(options);
        Catalogue = new SeriesCatalogue(options);
        var buffer = new HistoryBuffer(options, Options.Create(new BusOptions()));
        Metrics = new AnalyticsMetrics(buffer, Catalogue, Figures = new HistoryFigures(Clock));
        var corrupt = new CorruptChunks(Metrics, NullLogger<CorruptChunks>.Instance);
        Partitions = new Partitions(source, NullLogger<Partitions>.Instance);
        Store = new HistoryStore(source, new HistoryReader(source, source, Cache = new ChunkCache(options), corrupt, Clock));
        Compactor = new Compactor(source, Partitions, corrupt, options, TimeProvider.System, Metrics, NullLogger<Compactor>.Instance);
        Size = new HistorySize(source, Catalogue, Partitions, Figures, Clock, NullLogger<HistorySize>.Instance);
        Sweep = new RetentionSweep(source, Partitions, Retention, Catalogue, new CatalogueStore(source), Metrics, NullLogger<RetentionSweep>.Instance);
        Reader = new SampleReader(Catalogue, buffer, new FakeWindows(), Store, Retention, Options.Create(new LiveOptions()), Clock);
        Catalogue.Loaded();
    }

    public ManualTimeProvider Clock { get; } = new();

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ChunkCache Cache { get; }

    public AnalyticsMetrics Metrics { get; }

    public RetentionPolicy Retention { get; }

    public SeriesCatalogue Catalogue { get; }

    public Partitions Partitions { get; }

    public HistoryStore Store { get; }

    public Compactor Compactor { get; }

    public RetentionSweep Sweep { get; }

    public HistoryFigures Figures { get; }

    public HistorySize Size { get; }

    public SampleReader Reader { get; }

    /// <summary>Commits samples as one group commit does: a chunk for each hour of each series.</summary>
    public async Task CommitAsync(LabelSet series, IEnumerable<Sample> samples)
    {
        var list = samples.ToList();
        var (first, last) = (list.Min(sample => sample.TimestampMs), list.Max(sample => sample.TimestampMs));
        Catalogue.Announce(new SeriesDefinition(series.Id, series), first, last);
        var chunks = new List<ChunkRow>();
        ChunkCutter.Cut(series.Id, list, ChunkCutter.HourMs, chunks);
        await Store.CommitAsync(new HistoryCommit(chunks, [new SeriesRow(series.Id, series, first, last)]), Token);
    }

    public Task CompactAsync() => Compactor.CompactAsync(Clock.GetUtcNow(), Token);

    /// <summary>Asks as the API does, and returns the result and what was remarked.</summary>
    public async Task<(QueryResult Result, ReadRemarks Remarks)> RangeAsync(string query, long startMs, long endMs, TimeSpan step)
    {
        var source = new HistorySource(Reader);
        return (await PromQuery.Parse(query).RangeAsync(source, startMs, endMs, step, new EvaluationOptions(), Token), source.Remarks);
    }

    public async Task<List<Sample>> ReadAsync(LabelSet series, long fromMs, long toMs, long maxSamples = long.MaxValue)
    {
        var samples = new SampleColumns();
        await Store.ReadAsync(new HistoryRange(new Dictionary<SeriesId, SampleColumns> { [series.Id] = samples }, fromMs, toMs), new SampleBudget(maxSamples), rollups: null, Token);
        return samples.ToList();
    }

    public async Task<List<T>> QueryAsync<T>(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<T>();
        while (await reader.ReadAsync(Token))
        {
            rows.Add(await reader.GetFieldValueAsync<T>(0, Token));
        }

        return rows;
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(Token);
    }

    public void Dispose()
    {
        Metrics.Dispose();
        Catalogue.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
