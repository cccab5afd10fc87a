using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RefusalListenerTests(SharedRabbitMQ broker) : IClassFixture<SharedRabbitMQ>
{
    private static readonly LabelSet Labels = LabelSet.Create("a", []);

    private readonly SeriesCatalogue _catalogue = new(new AdmissionOptions());

    [Fact]
    public async Task Refuses_the_series_that_analytics_has_no_room_for()
    {
        Assert.SkipWhen(broker.Server is null, PrivateRabbitMQ.Missing);
        var factory = new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{broker.Server.Port}"), AutomaticRecoveryEnabled = false };
        using var listener = new RefusalListener(factory, _catalogue, TimeProvider.System, NullLogger<RefusalListener>.Instance);
        var listening = new TaskCompletionSource();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = listener.ListenAsync(listening.SetResult, ended.Token);
        await Task.WhenAny(listening.Task, running);
        var series = _catalogue.Admit(Labels, NowMs, out _)!;

        await using (var connection = await factory.CreateConnectionAsync(ended.Token))
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: ended.Token))
        {
            var body = new byte[SeriesIdList.IdBytes];
            SeriesIdList.Write(body, [series.Id]);
            await channel.BasicPublishAsync(RefusedSeriesMessage.Exchange, routingKey: "", body, ended.Token);
        }

        await Eventually.HoldsAsync("the refusal", _ => Task.FromResult(series.Expired), ended.Token);
        Assert.Null(_catalogue.Admit(Labels, NowMs, out var refusal));
        Assert.Equal(RefusalReason.HistoryFull, refusal.Reason);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static long NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
