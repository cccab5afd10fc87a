using System.Globalization;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Bench.PromQlDifferential;

/// <summary>Finds the first thing in which two answers differ.</summary>
internal static class AnswerComparison
{
    /// <summary>
    /// How far values may lie apart, as a share of the larger: newer versions add with compensation where 2.42 adds plainly, and logarithms and angles
    /// come of different mathematical libraries. Both is a matter of some 1e-15 per operation; five nested ones over hundreds of samples stay far below this.
    /// </summary>
    public const double Tolerance = 1e-9;

    /// <summary>What differs, null where nothing does.</summary>
    /// <param name="ours">Our answer.</param>
    /// <param name="theirs">Prometheus' answer.</param>
    /// <param name="isOrdered">Whether the query says in which order series come.</param>
    /// <param name="slack">How far apart besides the values of a series may lie at a time.</param>
    public static string? Difference(Answer ours, Answer theirs, bool isOrdered = false, Func<LabelSet, long, double>? slack = null)
    {
        if (ours.ErrorType is not null || theirs.ErrorType is not null) return Failures(ours, theirs);
        if (ours.ResultType != theirs.ResultType) return $"type {ours.ResultType}, not {theirs.ResultType}";
        if (ours.Text != theirs.Text) return "text";
        var (left, right) = (Keyed(ours), Keyed(theirs));
        if (left is null || right is null) return "labels of two series are the same";
        if (right.Keys.FirstOrDefault(key => !left.ContainsKey(key)) is { } missing) return $"series missing: {LabelText.Format(missing)}";
        if (left.Keys.FirstOrDefault(key => !right.ContainsKey(key)) is { } added) return $"series too many: {LabelText.Format(added)}";
        foreach (var (labels, samples) in left)
        {
            if (Points(labels, samples, right[labels], slack) is { } difference) return difference;
        }

        return isOrdered && !InSameOrder(ours, theirs) ? "order of series" : null;
    }

    /// <summary>Whether two numbers are the same but for rounding.</summary>
    public static bool AreClose(double a, double b, double slack = 0) =>
        a == b || (double.IsNaN(a) && double.IsNaN(b)) || (double.IsFinite(a) && double.IsFinite(b) && Math.Abs(a - b) <= (Tolerance * Math.Max(Math.Abs(a), Math.Abs(b))) + slack);

    private static string? Failures(Answer ours, Answer theirs)
    {
        if (theirs.ErrorType is null) return "error too many";
        if (ours.ErrorType is null) return "error missing";
        if (ours.ErrorType != theirs.ErrorType) return $"error type {ours.ErrorType}, not {theirs.ErrorType}";
        return ErrorWording.Fits(ours.Error, theirs.Error) ? null : "error wording";
    }

    private static Dictionary<LabelSet, IReadOnlyList<Sample>>? Keyed(Answer answer)
    {
        var keyed = new Dictionary<LabelSet, IReadOnlyList<Sample>>();
        return answer.Series.All(series => keyed.TryAdd(series.Labels, series.Samples)) ? keyed : null;
    }

    private static string? Points(LabelSet labels, IReadOnlyList<Sample> ours, IReadOnlyList<Sample> theirs, Func<LabelSet, long, double>? slack)
    {
        var times = theirs.Select(sample => sample.TimestampMs).ToHashSet();
        foreach (var sample in ours)
        {
            if (!times.Remove(sample.TimestampMs)) return $"sample too many at {At(sample)}";
        }

        if (times.Count > 0) return "sample missing";
        foreach (var (our, their) in ours.Zip(theirs))
        {
            double tolerated = slack?.Invoke(labels, our.TimestampMs) ?? 0;
            if (!AreClose(our.Value, their.Value, tolerated)) return $"value {NumberText.Plain(our.Value)}, not {NumberText.Plain(their.Value)}";
        }

        return null;
    }

    private static string At(Sample sample) => ((sample.TimestampMs - DifferentialData.StartMs) / 1_000.0).ToString(CultureInfo.InvariantCulture);

    // Of equal values either may come first.
    private static bool InSameOrder(Answer ours, Answer theirs) => ours.Series.Zip(theirs.Series).All(pair => AreClose(pair.First.Samples[0].Value, pair.Second.Samples[0].Value));
}
