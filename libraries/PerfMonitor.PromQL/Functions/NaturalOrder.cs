namespace PerfMonitor.PromQL.Functions;

/// <summary>Text compared so that the numbers in it count as numbers: <c>cpu2</c> before <c>cpu10</c>.</summary>
public static class NaturalOrder
{
    /// <summary>Below 0, 0 or above it.</summary>
    public static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        while (a.Length > 0 && b.Length > 0)
        {
            var partA = Part(a);
            var partB = Part(b);
            int order = char.IsAsciiDigit(partA[0]) && char.IsAsciiDigit(partB[0])
                ? CompareNumbers(partA, partB)
                : partA.SequenceCompareTo(partB);
            if (order != 0) return order;
            a = a[partA.Length..];
            b = b[partB.Length..];
        }

        return a.Length.CompareTo(b.Length);
    }

    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }

    private static ReadOnlySpan<char> Part(ReadOnlySpan<char> text)
    {
        int length = char.IsAsciiDigit(text[0]) ? text.IndexOfAnyExceptInRange('0', '9') : text.IndexOfAnyInRange('0', '9');
        return length < 0 ? text : text[..length];
    }
}
