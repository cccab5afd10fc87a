using System.Threading.Channels;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>A broker in memory. Confirms at once, unless a test wants to do that itself.</summary>
internal sealed class MemoryBus : ISampleBus
{
    private readonly Channel<Sent> _sent = Channel.CreateUnbounded<Sent>();
    private readonly Lock _gate = new();
    private readonly List<DecodedBatch> _confirmed = [];

    /// <summary>One attempt to send.</summary>
    internal sealed record Sent(int Partition, DecodedBatch Batch, TaskCompletionSource Confirm);

    /// <summary>Whether sends wait for <see cref="Sent.Confirm"/>.</summary>
    public bool Holds { get; set; }

    /// <summary>What the next sends fail with.</summary>
    public Queue<Exception> Failures { get; } = [];

    /// <summary>What has been confirmed.</summary>
    public IReadOnlyList<DecodedBatch> Confirmed
    {
        get
        {
            lock (_gate)
            {
                return [.. _confirmed];
            }
        }
    }

    /// <summary>Every confirmed sample as <c>labels value @time</c>, whatever batch it came in.</summary>
    public IEnumerable<string> Samples
    {
        get
        {
            // One look for both: what is confirmed in between would have samples without labels.
            var confirmed = Confirmed;
            var labels = confirmed.SelectMany(batch => batch.Definitions).DistinctBy(definition => definition.Id).ToDictionary(definition => definition.Id, definition => definition.Labels);
            return confirmed.SelectMany(batch => batch.SeriesIds.Zip(batch.Samples, (id, sample) =>
                $"{labels[id]} {(StaleMarker.Is(sample.Value) ? "stale" : sample.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))} @{sample.TimestampMs}"));
        }
    }

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The next attempt, as soon as there is one.</summary>
    public async Task<Sent> NextAsync() => await _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task SendAsync(int partition, byte[] payload, CancellationToken cancellationToken)
    {
        // Read before the test hears of the attempt: what it sets then is for the next.
        var holds = Holds;
        var sent = new Sent(partition, SampleBatchReader.Read(payload), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _sent.Writer.TryWrite(sent);
        if (Failures.TryDequeue(out var failure))
        {
            throw failure;
        }

        if (holds)
        {
            await sent.Confirm.Task.WaitAsync(cancellationToken);
        }

        lock (_gate)
        {
            _confirmed.Add(sent.Batch);
        }
    }
}
