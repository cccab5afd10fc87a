namespace PerfMonitor.PromQL;

/// <summary>How queries are answered, and what bounds one.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The options used where none are given.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>How far an instant selector looks back for a sample; 5 minutes.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The inner step of a subquery that names none; 1 minute.</summary>
    public TimeSpan DefaultSubqueryStep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most samples a query may read or compute, in all; 50 million, 8 bytes each and 8 more for those read.</summary>
    public long MaxSamples { get; init; } = 50_000_000;

    /// <summary>
    /// Most values a query may look at, a sample counted in every window that it is in; 10 billion, which is some ten seconds of one core for a
    /// sum and minutes for a quantile.
    /// </summary>
    public long MaxVisits { get; init; } = 10_000_000_000;

    /// <summary>Most series a query may read; 500,000.</summary>
    public int MaxSeries { get; init; } = 500_000;

    /// <summary>Most steps of a range query; 1,000,000. The HTTP API keeps to Prometheus' 11,000 by itself.</summary>
    public int MaxSteps { get; init; } = 1_000_000;

    /// <summary>Most inner steps of a subquery over all windows of the query; 1,000,000.</summary>
    public int MaxSubquerySteps { get; init; } = 1_000_000;

    /// <summary>Longest time a query may take; 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether functions and aggregations that are experimental in Prometheus may be used; false, as there.</summary>
    public bool EnableExperimentalFunctions { get; init; }

    /// <summary>
    /// Whether metric names go at the end of the evaluation rather than with the function or operator that takes them away, so that
    /// <c>sum(count_over_time({job="api"}[5m]))</c> over several metrics has an answer; false, as in Prometheus without its flag.
    /// </summary>
    public bool DelaysNameRemoval { get; init; }

    /// <summary>What errors write before the name of the bound that was met, such as the section of the settings it is in; nothing.</summary>
    public string BoundPrefix { get; init; } = "";

    /// <summary>The clock behind <see cref="Timeout"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
