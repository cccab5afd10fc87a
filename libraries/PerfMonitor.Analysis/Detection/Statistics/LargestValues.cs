namespace PerfMonitor.Analysis.Detection;

/// <summary>The largest of the values seen, in rising order, up to a fixed number of them.</summary>
internal sealed class LargestValues(int capacity)
{
    private readonly float[] _values = new float[capacity];

    public int Count { get; private set; }

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    /// <summary>Whether the value is among the largest and so is kept.</summary>
    public bool Add(float value)
    {
        if (Count == capacity && value <= _values[0]) return false;
        int at = Position(value);
        if (Count < capacity)
        {
            Array.Copy(_values, at, _values, at + 1, Count - at);
            Count++;
        }
        else
        {
            at--;
            Array.Copy(_values, 1, _values, 0, at);
        }

        _values[at] = value;
        return true;
    }

    /// <summary>How many of those kept are at least this large.</summary>
    public int AtLeast(float value) => Count - Position(value);

    /// <summary>The first place whose value is not smaller.</summary>
    private int Position(float value)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_values[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
