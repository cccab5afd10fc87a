using System.Diagnostics;
using System.Threading.Channels;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// What waits for one partition, and the loop that sends it. While one message awaits its confirm, the next samples gather, so that
/// messages grow with the load and a lone sample waits for nobody. Bounded by <see cref="PublishingOptions.MaximumQueuedSamples"/>.
/// </summary>
internal sealed class PartitionQueue(int partition, ISampleBus bus, PublishingOptions options, TimeProvider clock, IngestionMetrics metrics, ILogger<SamplePublisher> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    // Unbounded by itself: what is in it was reserved before.
    private readonly Channel<Piece> _pieces = Channel.CreateUnbounded<Piece>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Batch _batch = new(options);
    private int _queued;

    /// <summary>How many samples wait or are on their way.</summary>
    public int Queued => Volatile.Read(ref _queued);

    /// <summary>Makes room for samples, or says that there is none.</summary>
    public bool TryReserve(int samples)
    {
        var queued = Interlocked.Add(ref _queued, samples);
        if (queued <= options.MaximumQueuedSamples || queued == samples)
        {
            return true;
        }

        Unreserve(samples);
        return false;
    }

    public void Unreserve(int samples) => Interlocked.Add(ref _queued, -samples);

    /// <summary>Puts in samples that room was made for.</summary>
    public void Enqueue(Piece piece) => _pieces.Writer.TryWrite(piece);

    /// <summary>No more samples come; <see cref="RunAsync"/> ends when those that wait are sent.</summary>
    public void Complete() => _pieces.Writer.TryComplete();

    /// <summary>Sends until completed and empty.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Piece? rest = null;
        while (rest is not null || await _pieces.Reader.WaitToReadAsync(cancellationToken))
        {
            rest = Gather(rest);
            if (_batch.Count > 0)
            {
                var confirmed = await SendAsync(cancellationToken);

                // Before its senders hear of it: who sends the next request upon an answer finds the room again.
                Unreserve(_batch.Count);
                if (confirmed)
                {
                    _batch.Confirm();
                }
                else
                {
                    _batch.Fail();
                }
            }
        }
    }

    /// <summary>Fills the batch; returns the piece that did not fit wholly.</summary>
    private Piece? Gather(Piece? rest)
    {
        _batch.Begin(clock.GetUtcNow().ToUnixTimeMilliseconds());
        while (rest is not null || _pieces.Reader.TryRead(out rest))
        {
            if (!rest.Delivery.IsOver)
            {
                _batch.Take(rest);
                if (rest.Remaining > 0)
                {
                    return rest;
                }
            }

            // What is left of a request that got its answer already is not sent: its sender comes again with it.
            Unreserve(rest.Remaining);
            rest.Release();
            rest = null;
        }

        return null;
    }

    /// <summary>Sends the batch, again and again until it is confirmed (true) or its senders have given up.</summary>
    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        using var activity = _batch.Parent is var parent && parent != default
            ? IngestionMetrics.Activities.StartActivity("publish samples", ActivityKind.Producer, parent, links: _batch.Links)
            : null;
        activity?.SetTag("perfmonitor.partition", partition).SetTag("perfmonitor.samples", _batch.Count).SetTag("perfmonitor.announcements", _batch.Announcements);
        var payload = _batch.ToArray();
        var started = clock.GetTimestamp();
        while (true)
        {
            var failure = await AttemptAsync(payload, cancellationToken);
            if (failure is null)
            {
                metrics.Published(clock.GetElapsedTime(started), _batch.Count, _batch.Announcements);
                return true;
            }

            if (clock.GetElapsedTime(started) + RetryDelay >= options.ConfirmTimeout)
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure);
                metrics.PublishFailed(PublishOutcome.NotConfirmed);
                logger.PublishFailed(partition, _batch.Count, failure);
                return false;
            }

            metrics.PublishRetried();
            await Task.Delay(RetryDelay, clock, cancellationToken);
        }
    }

    /// <summary>Null when the broker has confirmed, else why not. Whatever the transport throws, the samples are not confirmed, and that is all we need to know.</summary>
    private async Task<string?> AttemptAsync(byte[] payload, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await bus.SendAsync(partition, payload, either.Token).WaitAsync(either.Token);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return $"no confirm within {options.AttemptTimeout}";
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return failure.Message;
        }
    }
}
