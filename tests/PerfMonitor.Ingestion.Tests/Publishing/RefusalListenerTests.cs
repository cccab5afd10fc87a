using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Ingestion.Admission;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Ingestion.Tests;

public sealed class RefusalListenerTests(SharedRabbitMQ broker) : IClassFixture<SharedRabbitMQ>, IAsyncLifetime
{
    private static readonly LabelSet Labels = LabelSet.Create("a", []);

    private readonly SeriesCatalogue _catalogue = new(new AdmissionOptions());
    private readonly TaskCompletionSource<string> _queue = new();
    private readonly CancellationTokenSource _ended = new();
    private RefusalListener? _listener;
    private IConnection? _connection;
    private IChannel? _channel;
    private Task _listening = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(broker.Server is null, PrivateRabbitMQ.Missing);
        var factory = new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{broker.Server.Port}"), AutomaticRecoveryEnabled = false };
        _connection = await factory.CreateConnectionAsync(Token);
        _channel = await _connection.CreateChannelAsync(cancellationToken: Token);
        _listener = new RefusalListener(factory, _catalogue, TimeProvider.System, NullLogger<RefusalListener>.Instance);
        _listening = _listener.ListenAsync(_connection, _queue.SetResult, _ended.Token);
        await Task.WhenAny(_queue.Task, _listening);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAny(_listening);
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _listener?.Dispose();
        _ended.Dispose();
    }

    [Fact]
    public async Task Refuses_the_series_that_analytics_has_no_room_for()
    {
        var series = _catalogue.Admit(Labels, NowMs, out _)!;
        var body = new byte[SeriesIdList.IdBytes];
        SeriesIdList.Write(body, [series.Id]);

        await _channel!.BasicPublishAsync(RefusedSeriesMessage.Exchange, routingKey: "", body, Token);

        await Eventually.HoldsAsync("the refusal", _ => Task.FromResult(series.Expired), Token);
        Assert.Null(_catalogue.Admit(Labels, NowMs, out var refusal));
        Assert.Equal(RefusalReason.HistoryFull, refusal.Reason);
    }

    [Fact]
    public async Task Notices_when_its_queue_is_taken_away_so_that_it_listens_anew()
    {
        await _channel!.QueueDeleteAsync(await _queue.Task, cancellationToken: Token);

        Assert.Equal("the channel is lost: the consumer was cancelled", (await Assert.ThrowsAsync<IOException>(() => _listening.WaitAsync(Token))).Message);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long NowMs => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
