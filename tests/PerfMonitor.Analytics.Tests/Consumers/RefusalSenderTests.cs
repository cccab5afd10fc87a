using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Analytics.Tests.Consumers;

public sealed class RefusalSenderTests(SharedRabbitMQ broker) : IClassFixture<SharedRabbitMQ>
{
    [Fact]
    public async Task Tells_whoever_listens_of_the_series_once()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.SkipWhen(broker.Server is null, PrivateRabbitMQ.Missing);
        var factory = new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{broker.Server.Port}"), AutomaticRecoveryEnabled = false };
        var refused = new RefusedSeries();
        using var sender = new RefusalSender(refused, factory, TimeProvider.System, NullLogger<RefusalSender>.Instance);
        await using var connection = await factory.CreateConnectionAsync(token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: token);
        await sender.SendAsync(token);
        var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: token);
        await channel.QueueBindAsync(queue.QueueName, RefusedSeriesMessage.Exchange, routingKey: "", cancellationToken: token);
        var ids = Enumerable.Range(1, RefusedSeriesMessage.MaxIds + 1).Select(static id => new SeriesId((ulong)id)).ToList();
        ids.ForEach(refused.Add);

        await sender.SendAsync(token);

        var told = new List<SeriesId>();
        await Eventually.HoldsAsync(
            "all of them",
            async _ =>
            {
                var message = await channel.BasicGetAsync(queue.QueueName, autoAck: true, token);
                told.AddRange(SeriesIdList.Read(message is null ? [] : message.Body.Span));
                return told.Count == ids.Count;
            },
            token);
        Assert.Equal(ids, told);
        Assert.False(refused.Arrived.IsCompleted);
    }
}
