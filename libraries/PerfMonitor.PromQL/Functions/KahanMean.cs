using System.Runtime.CompilerServices;

namespace PerfMonitor.PromQL.Functions;

/// <summary>
/// A mean: the sum over the count as long as the sum stays finite, which is the more exact way; from the value that
/// would overflow it on, the mean is moved step by step.
/// </summary>
internal struct KahanMean(double first)
{
    private KahanSum _state = new(first);
    private bool _incremental;
    private double _count = 1;

    public readonly double Mean => _incremental ? _state.Sum + _state.Correction : _state.Sum / _count + _state.Correction / _count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double value)
    {
        _count++;
        if (!_incremental)
        {
            var next = _state;
            next.Add(value);
            if (!double.IsInfinity(next.Sum))
            {
                _state = next;
                return;
            }

            StartIncremental();
        }

        double share = (_count - 1) / _count;
        _state.Sum *= share;
        _state.Correction *= share;
        _state.Add(value / _count);
    }

    private void StartIncremental()
    {
        _incremental = true;
        _state.Sum /= _count - 1;
        _state.Correction /= _count - 1;
    }
}
