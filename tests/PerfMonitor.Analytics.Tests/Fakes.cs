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
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests;

/// <summary>A history in memory that can be away.</summary>
internal sealed class FakeHistory : IHistoryStore
{
    public List<HistoryCommit> Commits { get; } = [];

    public HashSet<SeriesId> Refuses { get; } = [];

    /// <summary>How many commits fail from now on.</summary>
    public int CommitFailures { get; set; }

    /// <summary>Whether reads fail.</summary>
    public bool IsUnreadable { get; set; }

    public Task<IReadOnlyList<SeriesId>> CommitAsync(HistoryCommit commit, CancellationToken cancellationToken)
    {
        if (CommitFailures-- > 0)
        {
            throw new NpgsqlException("away");
        }

        Commits.Add(commit);
        return Task.FromResult<IReadOnlyList<SeriesId>>([.. commit.Series.Select(row => row.Id).Where(Refuses.Contains)]);
    }

    public Task ReadAsync(HistoryRange range, SampleBudget budget, RollupRead? rollups, CancellationToken cancellationToken)
    {
        if (IsUnreadable)
        {
            throw new NpgsqlException("away");
        }

        foreach (var chunk in Commits.SelectMany(commit => commit.Chunks).Where(chunk => range.Samples.ContainsKey(chunk.SeriesId)))
        {
            if (range.Samples[chunk.SeriesId].Add(chunk.Data, range.FromMs, range.ToMs, out var added) is var fault and not ChunkFault.None)
            {
                range.Damaged.Add(new DamagedChunk(chunk.SeriesId, chunk.StartMs, fault));
            }

            budget.Spend(added);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Columns as a list, to compare with.</summary>
internal static class ColumnsAsList
{
    public static List<Sample> ToList(this SampleColumns columns)
    {
        var (timestamps, values) = columns.InOrder();
        return [.. Enumerable.Range(0, columns.Count).Select(i => new Sample(timestamps.Span[i], values.Span[i]))];
    }
}

/// <summary>Live windows in memory that can be away.</summary>
internal sealed class FakeWindows : ILiveWindows, ISeriesChannel
{
    public List<SeriesSample> Written { get; } = [];

    public List<SeriesDefinition> Announced { get; } = [];

    public List<SeriesId> Continued { get; } = [];

    public bool IsAway { get; set; }

    /// <summary>What happens in every write.</summary>
    public Action Writing { get; set; } = static () => { };

    /// <summary>What every read waits for.</summary>
    public Func<CancellationToken, Task> Reading { get; set; } = static _ => Task.CompletedTask;

    public Task AnnounceAsync(SeriesNews news, CancellationToken cancellationToken)
    {
        Fail();
        Announced.AddRange(news.Added);
        Continued.AddRange(news.Continued);
        return Task.CompletedTask;
    }

    public Task WriteAsync(IReadOnlyList<SeriesSample> samples, CancellationToken cancellationToken)
    {
        Fail();
        Writing();
        Written.AddRange(samples);
        return Task.CompletedTask;
    }

    public async Task ReadAsync(IReadOnlyDictionary<SeriesId, SampleColumns> target, long fromMs, long toMs, SampleBudget budget, CancellationToken cancellationToken)
    {
        Fail();
        await Reading(cancellationToken);
        foreach (var (series, sample) in Written.Where(one => target.ContainsKey(one.Series) && one.Sample.TimestampMs >= fromMs && one.Sample.TimestampMs <= toMs))
        {
            target[series].Add(sample);
        }
    }

    private void Fail()
    {
        if (IsAway)
        {
            throw new LiveUnavailableException("away", cause: null);
        }
    }
}

/// <summary>The way of a sample from its delivery to a query, with stores in memory and a clock that stands still.</summary>
internal sealed class Road : IDisposable
{
    public Road(HistoryOptions? history = null, LiveOptions? live = null)
    {
        var historyOptions = Options.Create(history ?? new HistoryOptions());
        var liveOptions = Options.Create(live ?? new LiveOptions());
        Retention = new RetentionPolicy(historyOptions);
        Catalogue = new SeriesCatalogue(historyOptions);
        Buffer = new HistoryBuffer(historyOptions, Options.Create(new BusOptions()));
        Metrics = new AnalyticsMetrics(Buffer, Catalogue, new HistoryFigures(Clock));
        NewSeries = new NewSeries(Metrics);
        Live = new LiveBuffer(liveOptions, Clock, Metrics);
        Intake = new SampleIntake(Catalogue, Buffer, Live, NewSeries, Touched, Retention, historyOptions, Clock, Metrics, NullLogger<SampleIntake>.Instance);
        Commit = new GroupCommit(Buffer, History, Catalogue, historyOptions, Clock, Metrics, NullLogger<GroupCommit>.Instance);
        Flusher = new LiveFlusher(Live, NewSeries, Windows, Windows, Touched, liveOptions, Clock, Metrics, NullLogger<LiveFlusher>.Instance);
        Reader = new SampleReader(Catalogue, Buffer, Windows, History, Retention, liveOptions, Clock);
        Catalogue.Loaded();
    }

    public ManualTimeProvider Clock { get; } = new();

    public long NowMs => Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public FakeHistory History { get; } = new();

    public FakeWindows Windows { get; } = new();

    public TouchedSeries Touched { get; } = new();

    public RetentionPolicy Retention { get; }

    public SeriesCatalogue Catalogue { get; }

    public HistoryBuffer Buffer { get; }

    public AnalyticsMetrics Metrics { get; }

    public LiveBuffer Live { get; }

    public NewSeries NewSeries { get; }

    public SampleIntake Intake { get; }

    public GroupCommit Commit { get; }

    public LiveFlusher Flusher { get; }

    public SampleReader Reader { get; }

    /// <summary>Takes in samples of one series, announced in front.</summary>
    public Task<Task> AcceptAsync(LabelSet series, params Sample[] samples) => Intake.AcceptAsync(Batch(series, samples), TestContext.Current.CancellationToken);

    /// <summary>Samples of one series, announced in front.</summary>
    public DecodedBatch Batch(LabelSet series, params Sample[] samples) => new(NowMs, [new SeriesDefinition(series.Id, series)], [.. samples.Select(_ => series.Id)], samples);

    /// <summary>The samples of one series in the last ten minutes.</summary>
    public async Task<List<Sample>> ReadAsync(LabelSet series, QueryRead? read = null)
    {
        var matchers = series.Select(label => LabelMatcher.Create(MatchKind.Equal, label.Name, label.Value)).ToList();
        var found = await Reader.ReadAsync(new SeriesSelection(matchers, NowMs - 600_000, NowMs + 600_000), read ?? new QueryRead(), TestContext.Current.CancellationToken);
        return [.. found.SelectMany(one => Enumerable.Range(0, one.Values.Length).Select(i => new Sample(one.TimestampsMs.Span[i], one.Values.Span[i])))];
    }

    public void Dispose()
    {
        Metrics.Dispose();
        Catalogue.Dispose();
        Commit.Dispose();
        Flusher.Dispose();
    }
}
