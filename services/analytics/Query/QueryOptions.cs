using System.ComponentModel.DataAnnotations;
using PerfMonitor.PromQL;

namespace PerfMonitor.Analytics.Query;

/// <summary>What bounds a query (section <c>Query</c>).</summary>
internal sealed class QueryOptions
{
    /// <summary>The longest a query may take; a request may ask for less. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far an instant selector looks back for a sample. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LookBack { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most samples a query may load or compute, 16 bytes each. Default 20,000,000.</summary>
    [Range(1_000, 1_000_000_000)]
    public long MaxSamples { get; init; } = 20_000_000;

    /// <summary>Most values a query may look at, a sample counted in every window that it is in. Default 10,000,000,000: seconds of one core for a sum, minutes for a quantile.</summary>
    [Range(1_000_000, 1_000_000_000_000)]
    public long MaxVisits { get; init; } = 10_000_000_000;

    /// <summary>Most series a query may read. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxSeries { get; init; } = 100_000;

    /// <summary>Most points per series a range query may ask for. Default 11,000, as in Prometheus.</summary>
    [Range(1, 1_000_000)]
    public int MaxPoints { get; init; } = 11_000;

    /// <summary>Queries answered at the same time; further ones wait their turn within their time-out. Default 16.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; init; } = 16;

    /// <summary>Whether functions and aggregations that Prometheus calls experimental may be used. Default false, as there.</summary>
    public bool EnableExperimentalFunctions { get; init; }

    /// <summary>Whether metric names go at the end of a query rather than with the function that takes them away. Default false, as in Prometheus.</summary>
    public bool DelaysNameRemoval { get; init; }

    /// <summary>What the evaluation is told.</summary>
    public EvaluationOptions Evaluation(TimeSpan timeout) => new()
    {
        Timeout = timeout,
        LookBack = LookBack,
        MaxSamples = MaxSamples,
        MaxVisits = MaxVisits,
        MaxSeries = MaxSeries,
        MaxSteps = MaxPoints + 1,
        EnableExperimentalFunctions = EnableExperimentalFunctions,
        DelaysNameRemoval = DelaysNameRemoval,
        BoundPrefix = "Query:",
    };
}
