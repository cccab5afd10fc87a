using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>The samples' queues (section <c>Bus</c>).</summary>
internal sealed class BusOptions
{
    /// <summary>
    /// How many queues samples are spread over, and so how many instances of analytics can share them; the same number for ingestion and
    /// analytics. A request costs the broker one message for each. Default 2.
    /// </summary>
    [Range(1, 256)]
    public int Partitions { get; init; } = 2;
}
