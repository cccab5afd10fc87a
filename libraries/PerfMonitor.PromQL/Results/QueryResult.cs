using PerfMonitor.TimeSeries;

namespace PerfMonitor.PromQL;

/// <summary>The answer to a query.</summary>
/// <param name="Value">The value; its <see cref="QueryValue.ResultType"/> names the shape.</param>
/// <param name="Warnings">What may make the answer wrong, each with its place in the query.</param>
/// <param name="Infos">What may be worth a look, each with its place in the query.</param>
/// <param name="Statistics">What the answer cost.</param>
public sealed record QueryResult(QueryValue Value, IReadOnlyList<string> Warnings, IReadOnlyList<string> Infos, QueryStatistics Statistics);

/// <summary>What a query cost.</summary>
/// <param name="SeriesSelected">Series its selectors read.</param>
/// <param name="SamplesSelected">Samples its selectors read.</param>
/// <param name="PeakValues">Values held for intermediate and final results, in all.</param>
public sealed record QueryStatistics(int SeriesSelected, long SamplesSelected, long PeakValues);

/// <summary>One of the four shapes of a result.</summary>
public abstract record QueryValue
{
    /// <summary>The name in the HTTP API: <c>vector</c>, <c>matrix</c>, <c>scalar</c> or <c>string</c>.</summary>
    public abstract string ResultType { get; }
}

/// <summary>One sample of each of several series, in the order the query gave them.</summary>
public sealed record VectorValue(IReadOnlyList<VectorSample> Samples) : QueryValue
{
    /// <inheritdoc/>
    public override string ResultType => "vector";
}

/// <summary>A series and its sample at the time asked for.</summary>
public readonly record struct VectorSample(LabelSet Labels, long TimestampMs, double Value);

/// <summary>Several samples of each of several series, sorted by labels.</summary>
public sealed record MatrixValue(IReadOnlyList<MatrixSeries> Series) : QueryValue
{
    /// <inheritdoc/>
    public override string ResultType => "matrix";
}

/// <summary>A series and its samples in order of time.</summary>
public sealed record MatrixSeries(LabelSet Labels, IReadOnlyList<Sample> Samples);

/// <summary>A number.</summary>
public sealed record ScalarValue(long TimestampMs, double Value) : QueryValue
{
    /// <inheritdoc/>
    public override string ResultType => "scalar";
}

/// <summary>A text.</summary>
public sealed record TextValue(long TimestampMs, string Value) : QueryValue
{
    /// <inheritdoc/>
    public override string ResultType => "string";
}
