using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Samples on their way into the windows. Bounded by <see cref="LiveOptions.MaxPendingSamples"/>: while Redis is away the oldest
/// are dropped, which costs nothing but the window, as history holds them all.
/// </summary>
internal sealed class LiveBuffer(IOptions<LiveOptions> options, TimeProvider clock, AnalyticsMetrics metrics)
{
    // Samples per flush and one delivery, so that one after an outage ends in time as well.
    private const int MaxTaken = 100_000;

    private readonly Lock _gate = new();
    private readonly int _max = options.Value.MaxPendingSamples;

    // Deliveries as they came, the oldest first; nothing is copied until it is taken out.
    private readonly LinkedList<ArraySegment<SeriesSample>> _waiting = [];
    private readonly List<SeriesSample> _taken = [];
    private readonly Signal _arrived = new();
    private int _count;

    /// <summary>Ends when some wait.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>How many samples wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Adds a delivery, which the caller changes no more.</summary>
    public void Add(SeriesSample[] samples)
    {
        if (samples.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            _waiting.AddLast(samples);
            _count += samples.Length;
            DropOldest();
            _arrived.Raise();
        }
    }

    /// <summary>Takes out what waits, the oldest first, and still belongs in a window; the list holds until the next call.</summary>
    public IReadOnlyList<SeriesSample> Take()
    {
        var now = clock.GetUtcNow();
        var (oldest, newest) = ((now - options.Value.Window).ToUnixTimeMilliseconds(), (now + LiveOptions.MaxAhead).ToUnixTimeMilliseconds());
        _taken.Clear();
        foreach (var delivery in TakeDeliveries())
        {
            foreach (ref readonly var sample in delivery.AsSpan())
            {
                if (sample.Sample.TimestampMs >= oldest && sample.Sample.TimestampMs <= newest)
                {
                    _taken.Add(sample);
                }
            }
        }

        return _taken;
    }

    /// <summary>Puts samples back that could not be written, in front of those that came since.</summary>
    public void PutBack(IReadOnlyList<SeriesSample> samples)
    {
        lock (_gate)
        {
            _waiting.AddFirst(new ArraySegment<SeriesSample>([.. samples]));
            _count += samples.Count;
            DropOldest();
            _arrived.Raise();
        }
    }

    private List<ArraySegment<SeriesSample>> TakeDeliveries()
    {
        var deliveries = new List<ArraySegment<SeriesSample>>();
        lock (_gate)
        {
            for (var samples = 0; samples < MaxTaken && _waiting.First is { } first; samples += first.Value.Count)
            {
                deliveries.Add(first.Value);
                _waiting.RemoveFirst();
                _count -= first.Value.Count;
            }

            if (_waiting.Count == 0)
            {
                _arrived.Lower();
            }
        }

        return deliveries;
    }

    private void DropOldest()
    {
        var excess = _count - _max;
        if (excess <= 0)
        {
            return;
        }

        _count = _max;
        metrics.LiveSamplesDropped(excess, LiveDrop.RedisAway);
        while (_waiting.First is { } first && excess > 0)
        {
            if (first.Value.Count > excess)
            {
                first.Value = first.Value[excess..];
                return;
            }

            excess -= first.Value.Count;
            _waiting.RemoveFirst();
        }
    }
}

/// <summary>Why a sample is not in a live window; it is in history all the same.</summary>
internal enum LiveDrop
{
    /// <summary>Redis did not take it for so long that <see cref="LiveOptions.MaxPendingSamples"/> was reached.</summary>
    RedisAway,

    /// <summary>The series has <see cref="LiveOptions.MaxSamplesPerMinute"/> samples in that minute already.</summary>
    TooManyPerMinute,
}
