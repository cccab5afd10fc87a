using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL.Evaluation;

/// <summary>What an expression evaluates to over all steps of a grid.</summary>
internal abstract class StepValue;

/// <summary>One number per step.</summary>
internal sealed class ScalarSteps(double[] values) : StepValue
{
    public double[] Values { get; } = values;
}

/// <summary>Series with one value per step, some of them absent.</summary>
internal sealed class VectorSteps(List<Row> rows) : StepValue
{
    public List<Row> Rows { get; } = rows;
}

/// <summary>A text, the same at every step.</summary>
internal sealed class TextConstant(string value) : StepValue
{
    public string Value { get; } = value;
}

/// <summary>
/// A series with one value per step. Rows never change once an operator has returned them, so operators share the
/// values they pass on.
/// </summary>
/// <param name="Labels">The labels, the metric name still among them where it is dropped only at the end.</param>
/// <param name="Data">A block that holds the values of this and other rows.</param>
/// <param name="Offset">Where the values begin in the block.</param>
/// <param name="Count">How many steps there are.</param>
/// <param name="DropsName">The value is no longer the metric's own, and its name goes when the query ends.</param>
internal readonly record struct Row(LabelSet Labels, double[] Data, int Offset, int Count, bool DropsName)
{
    public ReadOnlySpan<double> Values => Data.AsSpan(Offset, Count);
}

/// <summary>A series with samples at times of its own, as range functions take it; no stale markers.</summary>
internal readonly record struct RangeSeries(LabelSet Labels, ReadOnlyMemory<long> TimestampsMs, ReadOnlyMemory<double> Values, bool DropsName)
{
    /// <inheritdoc cref="SeriesSamples.Counts"/>
    public ReadOnlyMemory<int> Counts { get; init; }
}
