using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>
/// Sends through one <see cref="SampleLink"/> at a time. A send that fails takes its link with it, and the next one opens another,
/// at most one every <see cref="RedialPause"/>.
/// </summary>
internal sealed class RabbitSampleBus(IConnectionFactory factory, IOptions<BusOptions> options, TimeProvider clock, ILogger<RabbitSampleBus> logger) : ISampleBus, IDisposable
{
    private static readonly TimeSpan DialLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RedialPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Task<SampleLink>? _link;
    private long _dialed;

    public async Task SendAsync(int partition, byte[] payload, CancellationToken cancellationToken)
    {
        var link = await LinkAsync().WaitAsync(cancellationToken);
        var confirmed = link.Confirms;
        try
        {
            await link.SendAsync(partition, payload, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && link.Confirms > confirmed)
        {
            // Others came through meanwhile: this partition's queue is slow, the link is not dead.
            throw;
        }
        catch
        {
            link.Abandon(logger);
            throw;
        }
    }

    public async Task ProbeAsync(CancellationToken cancellationToken) => await LinkAsync().WaitAsync(cancellationToken);

    public void Dispose()
    {
        if (_link is { IsCompletedSuccessfully: true } open)
        {
            open.Result.Abandon(logger);
        }
    }

    private Task<SampleLink> LinkAsync()
    {
        lock (_gate)
        {
            var usable = _link is { } link && (!link.IsCompleted || (link.IsCompletedSuccessfully && link.Result.IsOpen));
            var dialedNow = _link is { IsFaulted: true } && clock.GetElapsedTime(_dialed) < RedialPause;
            if (!usable && !dialedNow)
            {
                _dialed = clock.GetTimestamp();
                _link = DialAsync();
            }

            return _link!;
        }
    }

    private async Task<SampleLink> DialAsync()
    {
        using var limit = new CancellationTokenSource(DialLimit, clock);
        var opening = Task.Run(() => SampleLink.OpenAsync(factory, options.Value.Partitions, limit.Token), CancellationToken.None);
        try
        {
            return await opening.WaitAsync(2 * DialLimit, clock);
        }
        catch (TimeoutException)
        {
            // The client library did not give up when it was told to.
            _ = opening.ContinueWith(late => late.Result.Abandon(logger), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }
}
