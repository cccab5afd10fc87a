using System.Diagnostics;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Bench.SampleLinks;

/// <summary>What carrying samples in one way took.</summary>
internal sealed record LinkFigures(long Messages, long Samples, TimeSpan Elapsed, TimeSpan Broker, TimeSpan Client);

/// <summary>Carries requests through a broker in one way: publishes with confirms, as many at once as there are senders, and acknowledges what arrives.</summary>
internal sealed class LinkRun(PrivateRabbitMQ broker, LinkVariant variant, int samplesPerRequest)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ArrivalLimit = TimeSpan.FromSeconds(60);

    private readonly string[] _queues = [.. Enumerable.Range(0, variant.Queues).Select(queue => $"link-{queue}")];
    private readonly ConnectionFactory _factory = new() { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{broker.Port}") };

    public async Task<LinkFigures> RunAsync(int requests)
    {
        await using var reader = await LinkReader.OpenAsync(broker.Port, _queues, variant);
        await using var writing = await _factory.CreateConnectionAsync();
        var channels = new IChannel[_queues.Length];
        for (var queue = 0; queue < _queues.Length; queue++)
        {
            channels[queue] = queue == 0 || variant.ChannelPerQueue ? await writing.CreateChannelAsync(RabbitMQConnections.Confirmed) : channels[0];
        }

        var rounds = requests / variant.RequestsPerMessage;
        await PublishAsync(channels, rounds / 10);
        await ArriveAsync(reader, rounds / 10 * _queues.Length);
        await Task.Delay(Settling);

        using var own = Process.GetCurrentProcess();
        var (clock, brokerBefore, ownBefore) = (Stopwatch.StartNew(), broker.ProcessorTime, own.TotalProcessorTime);
        await PublishAsync(channels, rounds);
        var elapsed = clock.Elapsed;
        await ArriveAsync(reader, ((long)rounds + (rounds / 10)) * _queues.Length);
        await Task.Delay(Settling);
        own.Refresh();
        return new LinkFigures((long)rounds * _queues.Length, (long)rounds * variant.RequestsPerMessage * samplesPerRequest, elapsed, broker.ProcessorTime - brokerBefore, own.TotalProcessorTime - ownBefore);
    }

    private Task PublishAsync(IChannel[] channels, int rounds)
    {
        var left = rounds;
        return Task.WhenAll(Enumerable.Range(0, variant.Concurrency).Select(sender => Task.Run(async () =>
        {
            var body = new byte[variant.MessageBytes(samplesPerRequest)];
            new Random(sender).NextBytes(body);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await Task.WhenAll(_queues.Select((queue, index) => SendAsync(channels[index], queue, body)));
            }
        })));
    }

    private async Task SendAsync(IChannel channel, string queue, byte[] body) => await channel.BasicPublishAsync(
        exchange: "",
        routingKey: queue,
        mandatory: true,
        new BasicProperties
        {
            ContentType = SampleMessage.ContentType,
            DeliveryMode = variant.Mode,
            Headers = new Dictionary<string, object?> { [SampleMessage.TraceHeader] = SampleMessage.Untraced },
        },
        body);

    private static async Task ArriveAsync(LinkReader reader, long messages)
    {
        for (var clock = Stopwatch.StartNew(); reader.Count < messages; await Task.Delay(20))
        {
            if (clock.Elapsed > ArrivalLimit)
            {
                throw new InvalidOperationException($"{reader.Count} of {messages} messages arrived within {ArrivalLimit}.");
            }
        }
    }
}
