using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>
/// How much an answer hangs on rounding: the query is asked again over samples moved by one part in 1e11 up or down. What changes by that
/// (a floor, a comparison, a difference of almost equal sums) cannot be held against either side; by how much it moves is what values may differ by.
/// </summary>
internal sealed class Conditioning
{
    private const double Move = 1e-11;

    // Times are not moved. A double holds those of today to 2e-7 s, and the difference of two to as much.
    private const double TimeSlack = 1e-5;

    // What numbers between 1 and 1,000 are rounded by, and what is left of the difference of two that are almost equal.
    private const double LeastSlack = 1e-12;

    // Only these round differently in the two versions; selectors, comparisons and the four operations are exact or round alike.
    private static readonly string[] Rounding =
    [
        "avg", "sum", "std", "rate", "increase", "delta", "quantile", "deriv", "predict_linear", "holt_winters", "sin", "cos", "tan", "exp", "ln", "log", "deg", "rad", "^", "sqrt",
    ];

    private readonly IReadOnlyList<Answer> _moved;
    private readonly Answer _ours;
    private readonly double _timeSlack;

    private Conditioning(Answer ours, IReadOnlyList<Answer> moved, bool asksForTimes) => (_ours, _moved, _timeSlack) = (ours, moved, asksForTimes ? TimeSlack : LeastSlack);

    /// <summary>Whether anything in a query rounds differently on the two sides.</summary>
    public static bool MayRound(string text) => Array.Exists(Rounding, word => text.Contains(word, StringComparison.Ordinal));

    /// <summary>Sources to ask for <see cref="OfAsync"/>: the data moved in several ways.</summary>
    public static IReadOnlyList<PerfMonitor.PromQL.MemorySeriesSource> Moved(IReadOnlyList<DataSample> data) =>
    [
        .. Enumerable.Range(0, 6).Select(way => DifferentialData.Source(data, value => value * (1 + Direction(value, way)))),
    ];

    /// <summary>
    /// The same for the same value, so that what is equal stays equal and no counter falls. Every second way is the opposite of the one before,
    /// so that a value on an edge leaves it in one of the two.
    /// </summary>
    private static double Direction(double value, int way)
    {
        ulong scattered = BitConverter.DoubleToUInt64Bits(value) * (0x9E37_79B9_7F4A_7C15 + ((ulong)(way / 2) << 33));
        return (scattered >> 40 & 1) == (ulong)(way & 1) ? Move : -Move;
    }

    public static async Task<Conditioning> OfAsync(DifferentialQuery query, Answer ours, IEnumerable<PerfMonitor.PromQL.MemorySeriesSource> moved) =>
        new(ours, [.. await Task.WhenAll(moved.Select(source => OurEngine.AskAsync(query, source)))], query.Text.Contains("time", StringComparison.Ordinal));

    /// <summary>Whether the answer becomes another one, not merely other values.</summary>
    public bool DecidesByRounding => _moved.Any(answer => AnswerComparison.Difference(answer, _ours, isOrdered: false, (_, _) => double.MaxValue) is not null);

    /// <summary>By how much a value moves.</summary>
    public double Slack(LabelSet labels, long timestampMs)
    {
        double value = Value(_ours, labels, timestampMs);
        return _moved.Max(answer => Math.Abs(Value(answer, labels, timestampMs) - value)) + _timeSlack;
    }

    private static double Value(Answer answer, LabelSet labels, long timestampMs) =>
        answer.Series.First(series => series.Labels.Equals(labels)).Samples.First(sample => sample.TimestampMs == timestampMs).Value;
}
