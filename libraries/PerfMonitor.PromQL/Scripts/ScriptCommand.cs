namespace PerfMonitor.PromQL.Scripts;

/// <summary>A command of a test script and the line it begins on.</summary>
public abstract record ScriptCommand(int Line);

/// <summary><c>clear</c>: forgets all series.</summary>
public sealed record ClearCommand(int Line) : ScriptCommand(Line);

/// <summary><c>load 5m</c> and the series to load, one value per interval from time 0.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="IntervalMs">The distance of the values.</param>
/// <param name="Series">The series; a line that names one again replaces it.</param>
/// <param name="Unreadable">Lines that are neither a series nor its start timestamps, each with its number and the reason.</param>
/// <param name="WithNativeBuckets"><c>load_with_nhcb</c>: Prometheus also makes native histograms of the buckets, which are not supported.</param>
public sealed record LoadCommand(int Line, long IntervalMs, IReadOnlyList<SeriesLine> Series, IReadOnlyList<(int Line, string Reason)> Unreadable, bool WithNativeBuckets) : ScriptCommand(Line);

/// <summary>A command that is not understood; it counts as an evaluation that failed.</summary>
public sealed record UnreadableCommand(int Line, string Text, string Reason) : ScriptCommand(Line);

/// <summary><c>eval</c>: a query and what is expected of it.</summary>
public sealed record EvalCommand(int Line, string Query) : ScriptCommand(Line)
{
    /// <summary>A range query, else an instant one at <see cref="StartMs"/>.</summary>
    public bool IsRange { get; init; }

    /// <summary>The first step.</summary>
    public long StartMs { get; init; }

    /// <summary>The last step.</summary>
    public long EndMs { get; init; }

    /// <summary>The distance of the steps.</summary>
    public long StepMs { get; init; }

    /// <summary>What is expected besides the result.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>The series expected, in the order of the script.</summary>
    public IReadOnlyList<SeriesLine> Series { get; init; } = [];

    /// <summary>The number expected of a scalar query.</summary>
    public double? Scalar { get; init; }

    /// <summary>The text expected of a string query.</summary>
    public string? Text { get; init; }

    /// <summary>Start and step of the samples expected of an instant query for a range vector.</summary>
    public (long StartMs, long StepMs)? RangeVector { get; init; }

    /// <summary>Whether one of the kinds is expected.</summary>
    public bool Expects(ExpectationKind kind) => Expectations.Any(e => e.Kind == kind);
}

/// <summary>What may be expected of an evaluation.</summary>
public enum ExpectationKind
{
    /// <summary>It fails.</summary>
    Fail,

    /// <summary>It warns.</summary>
    Warn,

    /// <summary>It does not warn.</summary>
    NoWarn,

    /// <summary>It informs.</summary>
    Info,

    /// <summary>It does not inform.</summary>
    NoInfo,

    /// <summary>The series come in the order of the script.</summary>
    Ordered,
}

/// <summary>An expectation, and the message or the regular expression its message must match.</summary>
public sealed record Expectation(ExpectationKind Kind, string? Message = null, string? Pattern = null);
