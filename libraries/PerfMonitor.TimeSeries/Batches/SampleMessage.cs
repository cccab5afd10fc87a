namespace PerfMonitor.TimeSeries;

/// <summary>What is around a batch on the bus.</summary>
public static class SampleMessage
{
    /// <summary>Marks the body; docs/formats/batch.md draws it.</summary>
    public const string ContentType = "application/vnd.perfmonitor.sample-batch";

    /// <summary>The header with the trace that a batch belongs to (W3C Trace Context, <c>traceparent</c>). The name is MassTransit's, as other messages on the bus have it.</summary>
    public const string TraceHeader = "MT-Activity-Id";

    /// <summary>Its value where there is none: says "do not record" to whoever receives it (flags 00). What our own collectors measure every second would drown every other trace.</summary>
    public const string Untraced = "00-00000000000000000000000000000001-0000000000000001-00";
}
