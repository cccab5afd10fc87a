using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>The samples' queues (section <c>Bus</c>).</summary>
internal sealed class BusOptions
{
    /// <summary>How many queues samples are spread over; the same number for ingestion and analytics. Default 8.</summary>
    [Range(1, 256)]
    public int Partitions { get; init; } = 2;
}
