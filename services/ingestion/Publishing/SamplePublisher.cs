using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>Spreads samples over the partitions' queues and says when the broker has confirmed every one of them.</summary>
internal sealed class SamplePublisher : BackgroundService
{
    private readonly PartitionQueue[] _queues;
    private readonly PublishingOptions _options;
    private readonly TimeProvider _clock;
    private readonly IngestionMetrics _metrics;

    public SamplePublisher(ISampleBus bus, IOptions<BusOptions> busOptions, IOptions<PublishingOptions> options, TimeProvider clock, IngestionMetrics metrics, ILogger<SamplePublisher> logger)
    {
        (_options, _clock, _metrics) = (options.Value, clock, metrics);
        _queues = [.. Enumerable.Range(0, busOptions.Value.Partitions).Select(partition => new PartitionQueue(partition, bus, _options, clock, metrics, logger))];
        metrics.ObserveQueue(() => _queues.Sum(queue => (long)queue.Queued));
    }

    /// <summary>Publishes samples. Ends with <see cref="PublishOutcome.Confirmed"/> only when all of them are durable.</summary>
    public async Task<PublishOutcome> PublishAsync(List<AdmittedSample> samples, CancellationToken cancellationToken)
    {
        if (samples.Count == 0)
        {
            return PublishOutcome.Confirmed;
        }

        var counts = Count(samples);
        if (!TryReserve(counts))
        {
            _metrics.PublishFailed(PublishOutcome.QueueFull);
            return PublishOutcome.QueueFull;
        }

        var delivery = new Delivery(samples.Count, Activity.Current?.Context ?? default);
        Enqueue(samples, counts, delivery);
        try
        {
            return await delivery.Ended.WaitAsync(_options.ConfirmTimeout, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            delivery.End(PublishOutcome.NotConfirmed);
            return PublishOutcome.NotConfirmed;
        }
        catch (OperationCanceledException)
        {
            delivery.End(PublishOutcome.NotConfirmed);
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in _queues)
        {
            queue.Complete();
        }

        // What waits is still sent, as long as the host gives time.
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    /// <summary>A partition that fails for good stops the service: a dead loop nobody notices would refuse its samples for ever.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var ended in Task.WhenEach(_queues.Select(queue => queue.RunAsync(stoppingToken))))
        {
            await ended;
        }
    }

    private int[] Count(List<AdmittedSample> samples)
    {
        var counts = new int[_queues.Length];
        foreach (ref readonly var sample in CollectionsMarshal.AsSpan(samples))
        {
            counts[SamplePartition.Of(sample.Series.Id, counts.Length)]++;
        }

        return counts;
    }

    private bool TryReserve(int[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0 || _queues[i].TryReserve(counts[i]))
            {
                continue;
            }

            for (var j = 0; j < i; j++)
            {
                _queues[j].Unreserve(counts[j]);
            }

            return false;
        }

        return true;
    }

    private void Enqueue(List<AdmittedSample> samples, int[] counts, Delivery delivery)
    {
        var parts = new AdmittedSample[counts.Length][];
        var filled = new int[counts.Length];
        foreach (ref readonly var sample in CollectionsMarshal.AsSpan(samples))
        {
            var partition = SamplePartition.Of(sample.Series.Id, parts.Length);
            (parts[partition] ??= ArrayPool<AdmittedSample>.Shared.Rent(counts[partition]))[filled[partition]++] = sample;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (counts[i] > 0)
            {
                _queues[i].Enqueue(new Piece(delivery, parts[i], counts[i]));
            }
        }
    }
}
