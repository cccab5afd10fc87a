using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Query;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// What rules that have their turn at the same moment read. Selections of the same recent span, which most rules make, are read together: one trip
/// to the live windows and one to the history in place of two for each. Whatever is not in here a rule reads by itself.
/// </summary>
internal sealed class TurnSamples
{
    // The functions of longer spans may be answered from roll-ups, each from others.
    private const long LongestSpanMs = 15 * 60_000;

    // With more series the trips are little beside what they bring.
    private const int MostSeries = 10_000;

    // One entry for each selector of the rules; what they hold is bounded by the series and the span. The selectors are those of the same
    // parsed expressions, so their matchers are the same lists.
    private readonly Dictionary<(IReadOnlyList<LabelMatcher> Matchers, long StartMs, long EndMs), IReadOnlyList<SeriesSamples>> _read = [];
    private readonly Dictionary<IReadOnlyList<LabelMatcher>, int> _counts = [];
    private readonly QueryRead _samples = new();

    /// <summary>Reads what several selections have in common. What cannot be read is left to the rules, each of which then tells its own failure.</summary>
    public static async Task<TurnSamples> ReadAsync(IEnumerable<SeriesSelection> selections, SampleReader reader, CancellationToken cancellationToken)
    {
        var turn = new TurnSamples();
        try
        {
            foreach (var span in selections.Where(static one => one.EndMs - one.StartMs < LongestSpanMs).GroupBy(static one => (one.StartMs, one.EndMs, one.IsNewestEnough)))
            {
                await turn.AddAsync([.. span], reader, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is PromQueryException or HistoryUnavailableException or OperationCanceledException || RuleFailure.IsDefect(failure))
        {
            // What was read until then holds; the rule it fails for meets it again by itself, and says so on the board.
        }

        return turn;
    }

    /// <summary>The series of a selection, in the order of their labels; null where it was not read together with others.</summary>
    public IReadOnlyList<SeriesSamples>? Find(SeriesSelection selection) => _read.GetValueOrDefault((selection.Matchers, selection.StartMs, selection.EndMs));

    /// <summary>How many series were read for expressions; one that two of their selectors select counts twice.</summary>
    public int CountOf(IEnumerable<RuleExpression> expressions) =>
        expressions.SelectMany(static expression => expression.Selectors).Sum(selector => _counts.GetValueOrDefault(selector));

    /// <summary>Gives the samples back; none of them is to be read any more.</summary>
    public void Release()
    {
        _samples.Release();
        _read.Clear();
        _counts.Clear();
    }

    private async Task AddAsync(IReadOnlyList<SeriesSelection> span, SampleReader reader, CancellationToken cancellationToken)
    {
        var selected = span.Select(one => (Selection: one, Entries: reader.Select(one.Matchers, one.StartMs, one.EndMs, cancellationToken))).ToList();
        var all = selected.SelectMany(static one => one.Entries).DistinctBy(static entry => entry.Id).ToList();
        if (all.Count > Math.Min(MostSeries, span[0].MaxSeries))
        {
            return;
        }

        LabelOrder.Sort(all, cancellationToken);
        var read = await reader.ReadAsync(all, span[0], _samples, cancellationToken);
        var ranks = read.Index().ToDictionary(static one => one.Item.Labels.Id, static one => one.Index);
        foreach (var (selection, entries) in selected)
        {
            IReadOnlyList<SeriesSamples> series = [.. entries.Where(entry => ranks.ContainsKey(entry.Id)).Select(entry => ranks[entry.Id]).Order().Select(rank => read[rank])];
            _read[(selection.Matchers, selection.StartMs, selection.EndMs)] = series;
            _counts[selection.Matchers] = _counts.GetValueOrDefault(selection.Matchers) + series.Count;
        }
    }
}
