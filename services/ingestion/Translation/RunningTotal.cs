namespace PerfMonitor.Ingestion.Translation;

/// <summary>What a delta point brings and a running total adds up.</summary>
internal interface IAddable<T>
    where T : IAddable<T>
{
    T Plus(T other);

    bool SameAs(T other);
}

internal enum DeltaOutcome
{
    Added,

    /// <summary>Older than what was added last.</summary>
    OutOfOrder,

    /// <summary>For the moment of a point already added, but with another value.</summary>
    Duplicate,
}

/// <summary>
/// The running total of one delta series. A point that comes again with its time (its sender got no answer the first time) is not
/// added again but yields the total it yielded before, so that a repeated request writes the same samples. The last
/// <see cref="Remembered"/> points are remembered for that.
/// </summary>
internal sealed class RunningTotal<T>
    where T : IAddable<T>
{
    /// <summary>How many points back a repetition is recognised.</summary>
    public const int Remembered = 4;

    private readonly Lock _lock = new();
    private readonly (ulong Time, T Delta, T Total)[] _recent = new (ulong, T, T)[Remembered];
    private int _count;

    public DeltaOutcome Add(ulong time, T delta, out T total)
    {
        lock (_lock)
        {
            for (var i = _count - 1; i >= Math.Max(0, _count - Remembered); i--)
            {
                ref var seen = ref _recent[i % Remembered];
                if (seen.Time == time)
                {
                    total = seen.Total;
                    return seen.Delta.SameAs(delta) ? DeltaOutcome.Added : DeltaOutcome.Duplicate;
                }
            }

            total = delta;
            if (_count > 0)
            {
                ref var last = ref _recent[(_count - 1) % Remembered];
                if (time < last.Time)
                {
                    return DeltaOutcome.OutOfOrder;
                }

                total = last.Total.Plus(delta);
            }

            _recent[_count % Remembered] = (time, delta, total);

            // Stays in range for ever while it keeps its remainder and says that the ring is full.
            _count = _count >= 2 * Remembered ? _count - Remembered + 1 : _count + 1;
            return DeltaOutcome.Added;
        }
    }
}
