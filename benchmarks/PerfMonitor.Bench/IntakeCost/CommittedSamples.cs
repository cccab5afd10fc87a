using System.Diagnostics.Metrics;

namespace PerfMonitor.Bench.IntakeCost;

/// <summary>Counts the samples that analytics says it made durable.</summary>
internal sealed class CommittedSamples : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly MeterListener _listener = new();
    private long _count;

    public CommittedSamples()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "analytics.samples.committed")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, samples, _, _) => Interlocked.Add(ref _count, samples));
        _listener.Start();
    }

    /// <summary>How many there were so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Waits until there were so many.</summary>
    public async Task ReachAsync(long count)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (Count < count)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    public void Dispose() => _listener.Dispose();
}
