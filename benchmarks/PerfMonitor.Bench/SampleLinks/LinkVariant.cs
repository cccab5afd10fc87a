using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Bench.SampleLinks;

/// <summary>One way to carry samples to their readers.</summary>
internal sealed record LinkVariant(string Name)
{
    /// <summary>Schedulers of the Erlang VM that have no work sleep.</summary>
    public const string Sleeping = "+sbwt none +sbwtdcpu none +sbwtdio none";

    /// <summary>How many queues the samples of a request are spread over.</summary>
    public int Queues { get; init; } = 2;

    /// <summary>How many requests share a message of each queue.</summary>
    public int RequestsPerMessage { get; init; } = 1;

    /// <summary>How many requests are on their way at once.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Whether every queue has a channel of its own, or all share one.</summary>
    public bool ChannelPerQueue { get; init; } = true;

    /// <summary>Deliveries that are acknowledged with one frame.</summary>
    public int AcknowledgedTogether { get; init; } = 1_024;

    /// <summary>How long a delivery waits for its acknowledgement, as it does for a group commit.</summary>
    public TimeSpan AcknowledgedAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Bytes of a sample in a message.</summary>
    public int BytesPerSample { get; init; } = 18;

    public DeliveryModes Mode { get; init; } = DeliveryModes.Persistent;

    /// <summary>The queues' arguments.</summary>
    public IDictionary<string, object?> Arguments { get; init; } = SamplePartition.QueueArguments;

    /// <summary>Lines for rabbitmq.conf.</summary>
    public string Settings { get; init; } = "raft.wal_max_size_bytes = 64000000";

    /// <summary>Arguments of the Erlang VM.</summary>
    public string VirtualMachine { get; init; } = $"{Sleeping} {Schedulers(Math.Max(1, Environment.ProcessorCount / 2))}";

    public ushort Prefetch { get; init; } = 1_024;

    /// <summary>So many schedulers of the Erlang VM.</summary>
    public static string Schedulers(int count) => $"+S {count}:{count}";

    public int MessageBytes(int samples) => Math.Max(16, samples * RequestsPerMessage / Queues * BytesPerSample);
}
