using System.Runtime.InteropServices;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Catalogue;

/// <summary>
/// The inverted index label → value → series. Bounded by the catalogue: a posting of four bytes (and room to grow) for each label of
/// each series. Reading is safe for concurrent use while nobody writes.
/// </summary>
internal sealed class LabelIndex
{
    private readonly Dictionary<string, Dictionary<string, PostingList>> _labels = new(StringComparer.Ordinal);

    /// <summary>The label names in use.</summary>
    public IEnumerable<string> Names => _labels.Keys;

    /// <summary>The values a label has, each with its series.</summary>
    public IReadOnlyDictionary<string, PostingList> Values(string name) => ValuesOf(name);

    public void Add(int number, LabelSet labels)
    {
        foreach (var label in labels)
        {
            ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_labels, label.Name, out _);
            ref var postings = ref CollectionsMarshal.GetValueRefOrAddDefault(values ??= new(StringComparer.Ordinal), label.Value, out _);
            (postings ??= new PostingList()).Add(number);
        }
    }

    /// <summary>Forgets what only this series had; its postings stay until the index is built anew.</summary>
    public void Remove(LabelSet labels)
    {
        foreach (var (name, value) in labels)
        {
            var values = _labels[name];
            values[value].Left();
            if (values[value].Live == 0)
            {
                values.Remove(value);
            }

            if (values.Count == 0)
            {
                _labels.Remove(name);
            }
        }
    }

    /// <summary>
    /// The numbers of a superset of the series that fit, ascending where several lists were brought together, and the matchers still to test on each. Null where no
    /// matcher narrows anything, and all series have to be tested.
    /// </summary>
    public int[]? Narrow(IReadOnlyList<LabelMatcher> matchers, out IReadOnlyList<LabelMatcher> untested, CancellationToken cancellationToken)
    {
        // A matcher that accepts the empty value accepts every series without the label too, and those are in no list.
        var narrowing = matchers.Where(static matcher => !matcher.MatchesEmpty).ToList();
        untested = matchers;
        if (narrowing.Count == 0)
        {
            return null;
        }

        // Expanding an expression over many values costs the most, so only the matcher that promises least is expanded;
        // of the others, single lists are intersected, and expressions tested on what is left.
        var first = narrowing.MinBy(Estimate)!;
        var numbers = Expand(first, cancellationToken);
        var count = numbers.Length;
        var singles = narrowing.Where(matcher => matcher != first && matcher.Kind == MatchKind.Equal).ToList();
        foreach (var single in singles)
        {
            count = PostingList.Intersect(numbers.AsSpan(0, count), Postings(single.Name, single.Value));
        }

        untested = [.. matchers.Where(matcher => matcher != first && !singles.Contains(matcher))];
        return numbers[..count];
    }

    private long Estimate(LabelMatcher matcher) => matcher switch
    {
        { Kind: MatchKind.Equal } => Postings(matcher.Name, matcher.Value).Length,
        { Kind: MatchKind.Regex, Alternatives: { } alternatives } => alternatives.Sum(value => (long)Postings(matcher.Name, value).Length),

        // Not known without looking at every value; any list at hand is preferred to that.
        _ => long.MaxValue - (matcher.Prefix.Length > 0 ? 1 : 0),
    };

    private int[] Expand(LabelMatcher matcher, CancellationToken cancellationToken)
    {
        var lists = Lists(matcher, cancellationToken);
        var numbers = new int[lists.Sum(static list => list.Numbers.Length)];
        var at = 0;
        foreach (var list in lists)
        {
            list.Numbers.CopyTo(numbers.AsSpan(at));
            at += list.Numbers.Length;
        }

        // A series has one value of a label, so the lists share nothing.
        if (lists.Count > 1)
        {
            Array.Sort(numbers);
        }

        return numbers;
    }

    private List<PostingList> Lists(LabelMatcher matcher, CancellationToken cancellationToken)
    {
        var values = ValuesOf(matcher.Name);
        return matcher switch
        {
            { Kind: MatchKind.Equal } => Existing(values, [matcher.Value]),
            { Kind: MatchKind.Regex, Alternatives: { } alternatives } => Existing(values, alternatives),
            _ => [.. values.Where(value => Matches(value.Key)).Select(static value => value.Value)],
        };

        bool Matches(string value)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return matcher.Matches(value);
        }
    }

    private static List<PostingList> Existing(Dictionary<string, PostingList> values, IEnumerable<string> wanted) =>
        [.. wanted.Select(value => values.GetValueOrDefault(value)).OfType<PostingList>()];

    private ReadOnlySpan<int> Postings(string name, string value) => ValuesOf(name).TryGetValue(value, out var list) ? list.Numbers : [];

    private Dictionary<string, PostingList> ValuesOf(string name) => _labels.GetValueOrDefault(name) ?? [];
}
