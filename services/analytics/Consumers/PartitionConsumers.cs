using Microsoft.Extensions.Options;
using PerfMonitor.ServiceDefaults;
using RabbitMQ.Client;

namespace PerfMonitor.Analytics.Consumers;

/// <summary>This instance's places in the lines for the partitions' queues, one in each, over one connection.</summary>
internal sealed class PartitionConsumers(
    IConnectionFactory factory, SampleBatchConsumer consumer, IOptions<BusOptions> options, TimeProvider clock, AnalyticsMetrics metrics, ILogger<PartitionConsumers> logger) : IDisposable
{
    // While the broker is away there is no other place to be had.
    private static readonly TimeSpan NextLimit = TimeSpan.FromSeconds(2);

    private readonly Redial<IConnection> _connections = factory.Redialed(logger.ConnectionNotClosed, clock);

    private readonly PartitionPlace?[] _places = new PartitionPlace?[options.Value.Partitions];

    // Those that step back, until what they began is acknowledged.
    private readonly PartitionPlace?[] _leaving = new PartitionPlace?[options.Value.Partitions];

    /// <summary>The partitions in whose lines this instance does not stand.</summary>
    public IEnumerable<int> Missing => Enumerable.Range(0, _places.Length).Where(partition => _places[partition] is not { IsHeld: true });

    /// <summary>Takes a place in every line. Where nobody stands before, deliveries come at once.</summary>
    public void ConnectAll()
    {
        for (var partition = 0; partition < _places.Length; partition++)
        {
            _places[partition] = Place(partition);
        }
    }

    /// <summary>Goes to the end of a line. Ends when what was begun is acknowledged; the next in line takes over meanwhile.</summary>
    public async Task StepBackAsync(int partition, CancellationToken cancellationToken)
    {
        // The new place before the old one is left: where nobody else stands in line, samples would wait for the commit that ends what was begun.
        var next = Place(partition);
        await Task.WhenAny(next.Held, Task.Delay(NextLimit, clock, cancellationToken));
        var left = _places[partition]!;
        (_places[partition], _leaving[partition]) = (next, left);
        await left.LeaveAsync(cancellationToken);
        _leaving[partition] = null;
        left.Dispose();
    }

    /// <summary>Leaves every line. Ends when what was begun is acknowledged.</summary>
    public Task LeaveAllAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_places.Concat(_leaving).OfType<PartitionPlace>().Select(place => place.LeaveAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var place in _places.Concat(_leaving).OfType<PartitionPlace>())
        {
            place.Dispose();
        }

        _connections.Dispose();
    }

    private PartitionPlace Place(int partition) => new(
        cancellationToken => OpenAsync(partition, cancellationToken), reason => logger.PartitionNotRead(partition, reason));

    private async Task<PartitionReader> OpenAsync(int partition, CancellationToken cancellationToken)
    {
        var connection = await _connections.CurrentAsync().WaitAsync(cancellationToken);
        return await PartitionReader.OpenAsync(connection, partition, (ushort)options.Value.Prefetch, consumer, SetAside, cancellationToken);

        void SetAside(int bytes, string reason)
        {
            metrics.BatchesCorrupt.Add(1);
            logger.BatchCorrupt(partition, bytes, reason);
        }
    }
}
