using System.Text.RegularExpressions;
using PerfMonitor.PromQL.Notation;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Scripts;

/// <summary>Holds an answer against what a script expects; says what differs, or null.</summary>
internal static partial class ScriptComparison
{
    // Prometheus' tolerance, relative to the sum of both values.
    private const double Tolerance = 1e-6;
    private const double SmallestNormal = 2.2250738585072014e-308;

    public static string? Difference(EvalCommand eval, QueryResult result) =>
        Annotations(eval, result) ?? result.Value switch
        {
            ScalarValue scalar => Scalar(eval, scalar.Value),
            TextValue text => text.Value == eval.Text ? null : $"expected {(eval.Text is null ? "no string" : Quoting.Quote(eval.Text))}, got {Quoting.Quote(text.Value)}",
            VectorValue vector => Vector(eval, vector),
            MatrixValue matrix => Matrix(eval, matrix),
            _ => "an unknown kind of result",
        };

    /// <summary>Whether an error is the one expected.</summary>
    public static string? Difference(EvalCommand eval, string error)
    {
        var expected = eval.Expectations.FirstOrDefault(e => e.Kind == ExpectationKind.Fail);
        if (expected is null) return $"unexpected error: {error}";
        return Matches(expected, [error]) ? null : $"expected error {expected.Message ?? expected.Pattern}, got: {error}";
    }

    private static string? Annotations(EvalCommand eval, QueryResult result)
    {
        if (eval.Expects(ExpectationKind.Fail)) return "expected an error, got none";
        if (eval.Expects(ExpectationKind.NoWarn) && result.Warnings.Count > 0) return $"unexpected warning: {result.Warnings[0]}";
        if (eval.Expects(ExpectationKind.NoInfo) && result.Infos.Count > 0) return $"unexpected info: {result.Infos[0]}";
        return Annotations(eval, ExpectationKind.Warn, result.Warnings) ?? Annotations(eval, ExpectationKind.Info, result.Infos);
    }

    // Each line wants an annotation, and where there are lines each annotation wants one.
    private static string? Annotations(EvalCommand eval, ExpectationKind kind, IReadOnlyList<string> given)
    {
        var lines = eval.Expectations.Where(e => e.Kind == kind).ToList();
        var missing = lines.Find(line => !Matches(line, given));
        if (missing is not null) return $"expected {kind} {missing.Message ?? missing.Pattern}, got: {string.Join("; ", given)}";
        string? extra = lines.Count > 0 ? given.FirstOrDefault(message => !lines.Exists(line => Matches(line, [message]))) : null;
        return extra is null ? null : $"unexpected {kind}: {extra}";
    }

    // Scripts up to Prometheus 3.8 leave out the position behind an annotation, later ones have it.
    private static bool Matches(Expectation expected, IReadOnlyList<string> messages) =>
        messages.Any(message => MatchesText(expected, message) || (expected.Kind != ExpectationKind.Fail && MatchesText(expected, Position().Replace(message, ""))));

    private static bool MatchesText(Expectation expected, string message) =>
        (expected.Message is null || message == expected.Message || (expected.Kind == ExpectationKind.Fail && message.EndsWith(expected.Message, StringComparison.Ordinal)))
        && (expected.Pattern is null || Regex.IsMatch(message, expected.Pattern));

    [GeneratedRegex(@" \([0-9]+:[0-9]+\)$")]
    private static partial Regex Position();

    private static string? Scalar(EvalCommand eval, double value)
    {
        double? expected = eval.Scalar ?? (eval.Series is [{ Labels.Count: 0, Values: [{ } only] }] ? only : null);
        return expected is { } number && AlmostEqual(number, value) ? null : $"expected {expected}, got {NumberText.Plain(value)}";
    }

    private static string? Vector(EvalCommand eval, VectorValue vector)
    {
        if (eval.Scalar is not null) return "expected a scalar, got a vector";
        if (eval.Text is not null) return "expected a string, got a vector";
        if (eval.Series.Count != vector.Samples.Count) return $"expected {eval.Series.Count} series, got {vector.Samples.Count}: {Show(vector)}";
        for (int i = 0; i < eval.Series.Count; i++)
        {
            var line = eval.Series[i];
            int at = vector.Samples.ToList().FindIndex(s => s.Labels.Equals(line.Labels));
            if (at < 0) return $"expected {LabelText.Format(line.Labels)}, which is missing: {Show(vector)}";
            if (eval.Expects(ExpectationKind.Ordered) && at != i) return $"expected {LabelText.Format(line.Labels)} at place {i + 1}, found at {at + 1}";
            if (line.Values is not [{ } value] || !AlmostEqual(value, vector.Samples[at].Value))
            {
                return $"expected {Show(line.Values)} for {LabelText.Format(line.Labels)}, got {NumberText.Plain(vector.Samples[at].Value)}";
            }
        }

        return null;
    }

    private static string? Matrix(EvalCommand eval, MatrixValue matrix)
    {
        (long start, long step) = eval.RangeVector ?? (eval.StartMs, eval.StepMs);
        var lines = eval.Scalar is { } scalar ? [new SeriesLine(LabelSet.Empty, [scalar], ScriptNeed.None)] : eval.Series;
        if (lines.Count != matrix.Series.Count) return $"expected {lines.Count} series, got {matrix.Series.Count}: {string.Join("; ", matrix.Series.Select(s => LabelText.Format(s.Labels)))}";
        foreach (var line in lines)
        {
            var series = matrix.Series.FirstOrDefault(s => s.Labels.Equals(line.Labels));
            if (series is null) return $"expected {LabelText.Format(line.Labels)}, which is missing: {string.Join("; ", matrix.Series.Select(s => LabelText.Format(s.Labels)))}";
            var expected = line.Values.Select((value, i) => (Time: start + i * step, Value: value)).Where(p => p.Value is not null).ToList();
            bool same = expected.Count == series.Samples.Count
                && expected.Zip(series.Samples).All(p => p.First.Time == p.Second.TimestampMs && AlmostEqual(p.First.Value!.Value, p.Second.Value));
            if (!same) return $"expected {Show(line.Values)} for {LabelText.Format(line.Labels)}, got {string.Join(" ", series.Samples.Select(s => $"{NumberText.Plain(s.Value)}@{DurationText.Format(s.TimestampMs)}"))}";
        }

        return null;
    }

    internal static bool AlmostEqual(double a, double b)
    {
        if (a == b || (double.IsNaN(a) && double.IsNaN(b))) return true;
        double difference = Math.Abs(a - b), sum = Math.Abs(a) + Math.Abs(b);
        if (a == 0 || b == 0 || sum < SmallestNormal) return difference < Tolerance * SmallestNormal;
        return difference / Math.Min(sum, double.MaxValue) < Tolerance;
    }

    private static string Show(IReadOnlyList<double?> values) => string.Join(" ", values.Select(v => v is { } value ? NumberText.Plain(value) : "_"));

    private static string Show(VectorValue vector) => string.Join("; ", vector.Samples.Select(s => $"{LabelText.Format(s.Labels)} {NumberText.Plain(s.Value)}"));
}
