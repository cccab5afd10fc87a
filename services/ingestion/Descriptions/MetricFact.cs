namespace PerfMonitor.Ingestion.Descriptions;

/// <summary>What may be told of a metric.</summary>
internal enum MetricFact
{
    /// <summary><c>counter</c>, <c>gauge</c>, <c>histogram</c>, <c>summary</c> and the like.</summary>
    Type,

    /// <summary>What it counts, for people.</summary>
    Help,

    /// <summary><c>seconds</c>, <c>bytes</c> and the like.</summary>
    Unit,
}
