namespace PerfMonitor.LoadTest.Progress;

/// <summary>
/// What a run counts while it goes. One lock, held for nanoseconds per request; memory is constant however long the run takes:
/// two seconds' worth of ends in tenths of a second, and one histogram.
/// </summary>
internal sealed class RunCounters(DateTimeOffset startedAt, TimeSpan planned)
{
    private const int SlotMilliseconds = 100;
    private const int SlotsPerSecond = 1_000 / SlotMilliseconds;

    private readonly Lock _gate = new();
    private readonly LatencyHistogram _responses = new();
    private readonly int[] _ends = new int[2 * SlotsPerSecond];
    private long _newestSlot;
    private long _completed;
    private long _failed;
    private int _active;
    private double _peak;

    /// <summary>A virtual user sends a request.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _active++;
        }
    }

    /// <summary>Its request was broken off by the end of the run; it counts neither way.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _active--;
        }
    }

    /// <summary>Its request ended.</summary>
    public void End(DateTimeOffset now, TimeSpan response, bool succeeded)
    {
        lock (_gate)
        {
            _active--;
            _responses.Record(response);
            if (succeeded)
            {
                _completed++;
            }
            else
            {
                _failed++;
            }

            MoveTo(now);
            _ends[(int)(_newestSlot % _ends.Length)]++;
            _peak = Math.Max(_peak, LastSecond());
        }
    }

    /// <summary>The state of the run now.</summary>
    public ProgressRecord Read(DateTimeOffset now)
    {
        lock (_gate)
        {
            MoveTo(now);
            var elapsed = now - startedAt;
            var ended = _completed + _failed;
            return new ProgressRecord(
                Timestamp: now.ToUnixTimeMilliseconds() / 1_000.0,
                ElapsedTime: elapsed.TotalSeconds,
                ProgressPercent: Math.Clamp(100 * elapsed / planned, 0, 100),
                ActiveUsers: _active,
                CompletedRequests: _completed,
                FailedRequests: _failed,
                SuccessRate: ended == 0 ? 0 : 100.0 * _completed / ended,
                CurrentRps: LastSecond(),
                PeakRps: _peak,
                OverallRps: elapsed > TimeSpan.Zero ? ended / elapsed.TotalSeconds : 0,
                EstimatedCompletion: Math.Max(0, (planned - elapsed).TotalSeconds),
                MeanResponseSeconds: _responses.Mean,
                P50ResponseSeconds: _responses.Quantile(0.5),
                P95ResponseSeconds: _responses.Quantile(0.95),
                P99ResponseSeconds: _responses.Quantile(0.99),
                MaxResponseSeconds: _responses.Maximum);
        }
    }

    private int LastSecond()
    {
        var sum = 0;
        for (var i = 0; i < SlotsPerSecond; i++)
        {
            sum += _ends[(int)((_newestSlot - i + _ends.Length) % _ends.Length)];
        }

        return sum;
    }

    private void MoveTo(DateTimeOffset now)
    {
        // One ring's length ahead of zero, so that looking a second back never leaves the ring.
        var slot = _ends.Length + (long)((now - startedAt).TotalMilliseconds / SlotMilliseconds);
        for (var i = Math.Max(_newestSlot + 1, slot - _ends.Length + 1); i <= slot; i++)
        {
            _ends[(int)(i % _ends.Length)] = 0;
        }

        _newestSlot = Math.Max(_newestSlot, slot);
    }
}
