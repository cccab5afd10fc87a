using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Samples that are accepted and not yet committed: those that gather for the next group commit, and those of the commit that
/// is under way. Queries read both. Holds at most <see cref="HistoryOptions.MaxPendingSamples"/> and a delivery; who brings more waits.
/// </summary>
internal sealed class HistoryBuffer(IOptions<HistoryOptions> options, IOptions<BusOptions> bus)
{
    private readonly Lock _gate = new();
    private readonly Signal _room = new();
    private readonly Signal _full = new();
    private readonly int _max = options.Value.MaxPendingSamples;
    private readonly int _early = options.Value.CommitSamples;

    // Half of what a queue brings before it waits for a commit, so that it never waits for one that has not begun.
    private readonly int _earlyDeliveries = (bus.Value.Prefetch + 1) / 2;

    private PendingSamples _gathering = new();
    private int _deliveries;

    // Gathers next: two take turns.
    private PendingSamples? _idle;
    private PendingSamples? _committing;

    /// <summary>Ends when a commit should start before its time.</summary>
    public Task Full => _full.Task;

    /// <summary>How many samples are held now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return Held;
            }
        }
    }

    /// <summary>Whether a commit has begun and not ended.</summary>
    public bool IsCommitting
    {
        get
        {
            lock (_gate)
            {
                return _committing is not null;
            }
        }
    }

    private int Held => _gathering.Count + (_committing?.Count ?? 0);

    /// <summary>Takes samples and the ids of new series in, once there is room; the inner task ends when they are durable.</summary>
    public async Task<Task> AddAsync(SeriesSample[] samples, IReadOnlyList<SeriesId> announced, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (Held < _max)
                {
                    return Add(samples, announced);
                }

                room = _room.Task;
            }

            await room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Starts a commit: what has gathered so far becomes its content; null when nothing has.</summary>
    public PendingSamples? BeginCommit()
    {
        lock (_gate)
        {
            if (_committing is not null)
            {
                throw new InvalidOperationException("A commit is under way; a second one would lose the first one's samples from sight.");
            }

            if (_gathering.IsEmpty)
            {
                return null;
            }

            (_committing, _gathering, _idle) = (_gathering, _idle ?? new PendingSamples(), null);
            _full.Lower();
            _deliveries = 0;
            return _committing;
        }
    }

    /// <summary>Ends a commit that succeeded. Its samples are in PostgreSQL now, so a query that no longer finds them here finds them there.</summary>
    public void EndCommit()
    {
        TaskCompletionSource committed;
        lock (_gate)
        {
            _idle = _committing ?? throw new InvalidOperationException("No commit is under way.");
            committed = _idle.Reset();
            _committing = null;
            _room.Raise();
            _room.Lower();
        }

        committed.TrySetResult();
    }

    /// <summary>Copies the samples of the given series and range (both ends inclusive) into the columns beside them.</summary>
    public void CopyTo(IReadOnlyDictionary<SeriesId, SampleColumns> target, long fromMs, long toMs)
    {
        lock (_gate)
        {
            foreach (var (series, samples) in target)
            {
                _committing?.CopyTo(series, fromMs, toMs, samples);
                _gathering.CopyTo(series, fromMs, toMs, samples);
            }
        }
    }

    private Task Add(SeriesSample[] samples, IReadOnlyList<SeriesId> announced)
    {
        if (samples.Length == 0 && announced.Count == 0)
        {
            return Task.CompletedTask;
        }

        _gathering.Announced.UnionWith(announced);
        foreach (var (series, sample) in samples)
        {
            _gathering.Add(series, sample);
        }

        _deliveries++;

        if (_gathering.Count >= _early || _deliveries >= _earlyDeliveries)
        {
            _full.Raise();
        }

        return _gathering.Committed;
    }
}
