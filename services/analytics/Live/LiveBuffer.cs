using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Live;

/// <summary>
/// Samples on their way into the windows. Bounded by <see cref="LiveOptions.MaxPendingSamples"/>: while Redis is away the oldest
/// are dropped, which costs nothing but the window, as history holds them all.
/// </summary>
internal sealed class LiveBuffer(IOptions<LiveOptions> options, TimeProvider clock, AnalyticsMetrics metrics)
{
    // Samples per flush, so that one after an outage ends in time as well.
    private const int MaxTaken = 100_000;

    private readonly Lock _gate = new();
    private readonly int _max = options.Value.MaxPendingSamples;
    private List<SeriesSample> _waiting = [];

    public void Add(IReadOnlyList<SeriesSample> samples)
    {
        lock (_gate)
        {
            _waiting.AddRange(samples);
            DropOldest();
        }
    }

    /// <summary>Takes out what waits, the oldest first, and still belongs in a window.</summary>
    public List<SeriesSample> Take()
    {
        List<SeriesSample> taken;
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                return [];
            }

            if (_waiting.Count <= MaxTaken)
            {
                (taken, _waiting) = (_waiting, new List<SeriesSample>(_waiting.Count));
            }
            else
            {
                taken = _waiting.GetRange(0, MaxTaken);
                _waiting.RemoveRange(0, MaxTaken);
            }
        }

        var oldest = (clock.GetUtcNow() - options.Value.Window).ToUnixTimeMilliseconds();
        var newest = (clock.GetUtcNow() + LiveOptions.MaxAhead).ToUnixTimeMilliseconds();
        taken.RemoveAll(sample => sample.Sample.TimestampMs < oldest || sample.Sample.TimestampMs > newest);
        return taken;
    }

    /// <summary>Puts samples back that could not be written, in front of those that came since.</summary>
    public void PutBack(List<SeriesSample> samples)
    {
        lock (_gate)
        {
            samples.AddRange(_waiting);
            _waiting = samples;
            DropOldest();
        }
    }

    private void DropOldest()
    {
        var excess = _waiting.Count - _max;
        if (excess > 0)
        {
            _waiting.RemoveRange(0, excess);
            metrics.LiveSamplesDropped(excess, LiveDrop.RedisAway);
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
