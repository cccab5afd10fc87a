namespace PerfMonitor.Analytics.Catalogue;

/// <summary>
/// The series that share a label value, as the catalogue's numbers in ascending order: they are given out ascending, so new ones go at the
/// end. Four bytes each, and at most half as much again for growth. A series that left stays in the list until the index is built anew.
/// </summary>
internal sealed class PostingList
{
    private int[] _numbers = new int[1];
    private int _count;

    /// <summary>How many of the series are still there.</summary>
    public int Live { get; private set; }

    public ReadOnlySpan<int> Numbers => _numbers.AsSpan(0, _count);

    public void Add(int number)
    {
        if (_count == _numbers.Length)
        {
            Array.Resize(ref _numbers, _count + (_count / 2) + 1);
        }

        _numbers[_count++] = number;
        Live++;
    }

    /// <summary>Takes note that one of the series left.</summary>
    public void Left() => Live--;

    /// <summary>
    /// Keeps what is in both, in place; returns how many. Gallops through the longer list, so that a short one costs
    /// its length times the logarithm of the gaps (Bentley and Yao, 1976).
    /// </summary>
    public static int Intersect(Span<int> kept, ReadOnlySpan<int> other)
    {
        var (count, at) = (0, 0);
        foreach (var number in kept)
        {
            at = FirstAtLeast(other, at, number);
            if (at == other.Length)
            {
                break;
            }

            if (other[at] == number)
            {
                kept[count++] = number;
            }
        }

        return count;
    }

    private static int FirstAtLeast(ReadOnlySpan<int> numbers, int from, int number)
    {
        var (low, step) = (from, 1);
        while (low + step < numbers.Length && numbers[low + step] < number)
        {
            low += step;
            step *= 2;
        }

        var high = Math.Min(low + step + 1, numbers.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (numbers[middle] < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
