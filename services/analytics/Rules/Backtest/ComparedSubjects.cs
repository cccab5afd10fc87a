using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Rules;

/// <summary>
/// What rules of one sweep compare, evaluated once over the period: the result for any threshold follows from it by leaving out
/// the samples that do not meet it. Holds one matrix for each subject, as large as the evaluation's limits allow.
/// </summary>
internal sealed class ComparedSubjects(Func<RuleExpression, Task<MatrixValue>> evaluate)
{
    private readonly Dictionary<string, MatrixValue> _subjects = [];

    /// <summary>The result of an expression over the period.</summary>
    public async Task<MatrixValue> ResultAsync(RuleExpression expression)
    {
        // With 'and' or 'unless' what is left depends on more than the value.
        if (expression.Threshold is not { } threshold || ThresholdRewriting.WholeSubject(expression) is not { } subject)
        {
            return await evaluate(expression);
        }

        if (!_subjects.TryGetValue(subject.Text, out var values))
        {
            _subjects[subject.Text] = values = await evaluate(subject);
        }

        return Filter(values, threshold);
    }

    private static MatrixValue Filter(MatrixValue values, RuleThreshold threshold) => new([.. values.Series
        .Select(series => series with { Samples = [.. series.Samples.Where(sample => threshold.IsMetBy(sample.Value))] })
        .Where(static series => series.Samples.Count > 0)]);
}
