namespace PerfMonitor.Ingestion.Admission;

/// <summary>What is counted of requests beside what was refused: taken all the same, or of a kind that is passed over.</summary>
internal enum NotedSample
{
    /// <summary>Taken, and older than a sample of its series that came before.</summary>
    OutOfOrder,

    /// <summary>Taken, and brought before already.</summary>
    Repeated,

    /// <summary>An exemplar, passed over.</summary>
    Exemplar,
}

internal static class NotedSampleText
{
    /// <summary>The counter that tells how often it occurred.</summary>
    public static string Metric(this NotedSample kind) => kind switch
    {
        NotedSample.OutOfOrder => "perfmonitor_samples_out_of_order_total",
        NotedSample.Repeated => "perfmonitor_samples_repeated_total",
        _ => "perfmonitor_exemplars_passed_over_total",
    };
}
