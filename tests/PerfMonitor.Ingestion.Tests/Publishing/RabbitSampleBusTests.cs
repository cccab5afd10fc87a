using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Ingestion.Tests;

/// <summary>The way to a real broker, over a wire that is cut, held up and refused.</summary>
public sealed class RabbitSampleBusTests : IClassFixture<SharedRabbitMQ>, IDisposable
{
    private const int Partitions = 8;

    private readonly SharedRabbitMQ _broker;
    private readonly FaultyWire _wire;
    private readonly RabbitSampleBus _bus;

    public RabbitSampleBusTests(SharedRabbitMQ broker)
    {
        _broker = broker;
        Assert.SkipWhen(broker.Server is null, PrivateRabbitMQ.Missing);
        _wire = new FaultyWire(broker.Server.Port);
        _bus = new RabbitSampleBus(Factory(_wire.Port), Options.Create(new BusOptions { Partitions = Partitions }), TimeProvider.System, NullLogger<RabbitSampleBus>.Instance);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _bus?.Dispose();
        _wire?.Dispose();
    }

    [Fact]
    public async Task What_is_confirmed_is_in_the_partitions_queue()
    {
        var before = await WaitingAsync(3);

        await _bus.SendAsync(3, [1, 2, 3], Cancelled);
        await _bus.SendAsync(3, [4], Cancelled);

        Assert.Equal(before + 2, await WaitingAsync(3));
    }

    [Fact]
    public async Task Probing_fails_while_the_broker_is_away_and_succeeds_when_it_is_back()
    {
        _wire.Cut();
        await Assert.ThrowsAnyAsync<Exception>(() => _bus.ProbeAsync(Cancelled));

        _wire.Mend();
        await ConfirmedAsync(0);
        await _bus.ProbeAsync(Cancelled);
    }

    // The limit only ends a bus that does not come back.
    [Theory(Timeout = 120_000)]
    [InlineData("cut")]
    [InlineData("hold, cut")]
    [InlineData("hold")]
    [InlineData("cut, mend, cut")]
    [InlineData("cut, mend, hold, cut")]
    public async Task Every_partition_goes_on_after_the_wire(string fault)
    {
        using var ended = new CancellationTokenSource();
        var confirmed = new int[Partitions];
        var before = await WaitingAsync();
        var senders = Enumerable.Range(0, Partitions).Select(partition => Task.Run(() => SendAsync(partition, confirmed, ended.Token))).ToList();
        await GoesOnAsync(confirmed);

        for (var round = 0; round < 4; round++)
        {
            foreach (var step in fault.Split(", "))
            {
                Action act = step switch { "cut" => _wire.Cut, "hold" => _wire.Hold, _ => _wire.Mend };
                act();

                // Lets attempts and new connections run into the fault; how far they come differs, and must not matter.
                await Task.Delay(50 * (round + 1), Cancelled);
            }

            _wire.Mend();
            await GoesOnAsync(confirmed);
        }

        await ended.CancelAsync();
        await Task.WhenAll(senders);
        Assert.True(await WaitingAsync() - before >= confirmed.Sum());
    }

    /// <summary>Attempts like a partition's queue does, a failed one again and again.</summary>
    private async Task SendAsync(int partition, int[] confirmed, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            using var attempt = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            try
            {
                await _bus.SendAsync(partition, [42], attempt.Token).WaitAsync(attempt.Token);
                Interlocked.Increment(ref confirmed[partition]);
            }
            catch (Exception) when (!ended.IsCancellationRequested)
            {
                await Task.Delay(20, CancellationToken.None);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    private static async Task GoesOnAsync(int[] confirmed)
    {
        var before = confirmed.ToArray();
        while (Enumerable.Range(0, Partitions).Any(partition => Volatile.Read(ref confirmed[partition]) <= before[partition] + 1))
        {
            await Task.Delay(10, Cancelled);
        }
    }

    private async Task ConfirmedAsync(int partition)
    {
        for (var confirmed = false; !confirmed;)
        {
            try
            {
                await _bus.SendAsync(partition, [1], Cancelled);
                confirmed = true;
            }
            catch (Exception) when (!Cancelled.IsCancellationRequested)
            {
                await Task.Delay(20, Cancelled);
            }
        }
    }

    private async Task<long> WaitingAsync() => (await Task.WhenAll(Enumerable.Range(0, Partitions).Select(WaitingAsync))).Sum();

    private async Task<long> WaitingAsync(int partition)
    {
        await using var connection = await Factory(_broker.Server!.Port).CreateConnectionAsync(Cancelled);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        var queue = await channel.QueueDeclareAsync(
            SamplePartition.QueueName(partition), durable: true, exclusive: false, autoDelete: false, SamplePartition.QueueArguments, cancellationToken: Cancelled);
        return queue.MessageCount;
    }

    private static ConnectionFactory Factory(int port) => new() { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{port}"), AutomaticRecoveryEnabled = false };
}
