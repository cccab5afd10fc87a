using System.Buffers;
using PerfMonitor.Pdf.Content;

namespace PerfMonitor.Pdf.Layout;

/// <summary>Cuts a word that is wider than its column, such as an address, into parts that fit.</summary>
internal static class LongWord
{
    // A cut is moved back to behind one of these when that keeps at least half of the part.
    private static readonly SearchValues<char> GoodBreaks = SearchValues.Create("/-_.,:;?&=@");

    public static IEnumerable<string> Split(string word, TextStyle style, double width)
    {
        var start = 0;
        while (start < word.Length)
        {
            var end = LongestFit(word, start, style, width);
            if (end < word.Length)
            {
                var good = word.AsSpan(start, end - start).LastIndexOfAny(GoodBreaks);
                if (good + 1 >= (end - start) / 2)
                {
                    end = start + good + 1;
                }
            }
            yield return word[start..end];
            start = end;
        }
    }

    // At least one character, so that a column of no width still ends.
    private static int LongestFit(string word, int start, TextStyle style, double width)
    {
        var end = start;
        var used = 0.0;
        foreach (var rune in word.AsSpan(start).EnumerateRunes())
        {
            used += style.Measure(rune.ToString());
            if (used > width && end > start)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }
        return end;
    }
}
