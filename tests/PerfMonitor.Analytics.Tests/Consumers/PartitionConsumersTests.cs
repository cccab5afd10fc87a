using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace PerfMonitor.Analytics.Tests.Consumers;

/// <summary>The way from a real broker into the intake, over a wire that is cut.</summary>
public sealed class PartitionConsumersTests : IClassFixture<SharedRabbitMQ>, IAsyncLifetime
{
    private static readonly LabelSet Series = LabelSet.Create("read");

    private readonly SharedRabbitMQ _broker;
    private readonly Road _road = new();
    private FaultyWire? _wire;
    private PartitionConsumers? _consumers;
    private IConnection? _connection;
    private IChannel? _channel;
    private long _at;

    public PartitionConsumersTests(SharedRabbitMQ broker)
    {
        _broker = broker;
        _at = _road.NowMs;
    }

    private HashSet<Sample> Stored => [.. _road.History.Commits.SelectMany(commit => commit.Chunks).SelectMany(chunk => ChunkCodec.Decode(chunk.Data))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_broker.Server is null, PrivateRabbitMQ.Missing);
        _connection = await Factory(_broker.Server.Port).CreateConnectionAsync(Token);
        _channel = await _connection.CreateChannelAsync(RabbitMQConnections.Confirmed, Token);
        _wire = new FaultyWire(_broker.Server.Port);
        var options = Options.Create(new BusOptions { Partitions = 2 });
        var consumer = new SampleBatchConsumer(_road.Intake, new RefusedSeries(), new BusProgress(_road.Clock), new PartitionDeliveries(options), _road.Metrics);
        _consumers = new PartitionConsumers(
            Factory(_wire.Port), consumer, options, TimeProvider.System, _road.Metrics, NullLogger<PartitionConsumers>.Instance);
        _consumers.ConnectAll();
        await HoldsAsync("a place in every line", () => !_consumers.Missing.Any());
    }

    public async ValueTask DisposeAsync()
    {
        _consumers?.Dispose();
        _wire?.Dispose();
        _road.Dispose();
        if (_connection is not null && _channel is not null)
        {
            await _channel.QueueDeleteAsync(SamplePartition.QueueName(0), cancellationToken: Token);
            await _channel.QueueDeleteAsync(SamplePartition.QueueName(1), cancellationToken: Token);
            await _connection.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_is_not_durable_when_the_broker_is_lost_comes_again_and_what_a_commit_held_does_not()
    {
        await SendAsync(3);
        await TakenAsync(3);

        _wire!.Cut();
        await HoldsAsync("the loss of both places", () => _consumers!.Missing.SequenceEqual([0, 1]));
        _wire.Mend();
        await TakenAsync(6);
        await CommitUntilAsync(_consumers!.LeaveAllAsync(Token));

        Assert.Equal(0u, await _channel!.MessageCountAsync(SamplePartition.QueueName(0), Token));
        Assert.Equal(3, Stored.Count);
    }

    [Fact]
    public async Task What_was_begun_is_acknowledged_before_a_place_is_left_and_the_next_in_line_takes_over_meanwhile()
    {
        await SendAsync(2);
        await TakenAsync(2);
        var (sent, next) = (2, 0);
        var nextInLine = new AsyncEventingBasicConsumer(_channel!);
        nextInLine.ReceivedAsync += (_, _) => Task.FromResult(Interlocked.Increment(ref next));
        await _channel!.BasicConsumeAsync(SamplePartition.QueueName(0), autoAck: true, nextInLine, Token);

        var leaving = _consumers!.LeaveAllAsync(Token);
        await Eventually.HoldsAsync(
            "a delivery to the next in line",
            async _ =>
            {
                await SendAsync(1);
                sent++;
                return Volatile.Read(ref next) > 0;
            },
            Token);
        Assert.False(leaving.IsCompleted);
        await CommitUntilAsync(leaving);

        await HoldsAsync("all that was sent, here or there", () => Stored.Count + Volatile.Read(ref next) == sent);
    }

    [Fact]
    public async Task One_that_steps_back_where_nobody_else_stands_goes_on_before_what_was_begun_is_acknowledged()
    {
        await SendAsync(1);
        await TakenAsync(1);

        var steppingBack = _consumers!.StepBackAsync(0, Token);
        await SendAsync(1);
        await TakenAsync(2);
        Assert.False(steppingBack.IsCompleted);
        await CommitUntilAsync(steppingBack);
        await SendAsync(1);
        await TakenAsync(1);

        Assert.Empty(_consumers.Missing);
        await CommitUntilAsync(_consumers.LeaveAllAsync(Token));
        Assert.Equal((3, 0u), (Stored.Count, await _channel!.MessageCountAsync(SamplePartition.QueueName(0), Token)));
    }

    [Fact]
    public async Task A_place_whose_leaving_was_given_up_can_still_be_left()
    {
        await SendAsync(1);
        await TakenAsync(1);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var steppingBack = _consumers!.StepBackAsync(0, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => steppingBack);

        await CommitUntilAsync(_consumers.LeaveAllAsync(Token));

        Assert.Equal((1, 0u), (Stored.Count, await _channel!.MessageCountAsync(SamplePartition.QueueName(0), Token)));
    }

    [Fact]
    public async Task A_reader_whose_queue_is_taken_away_says_so()
    {
        var consumer = new SampleBatchConsumer(_road.Intake, new RefusedSeries(), new BusProgress(_road.Clock), new PartitionDeliveries(Options.Create(new BusOptions { Partitions = 3 })), _road.Metrics);
        await using var reader = await PartitionReader.OpenAsync(_connection!, partition: 2, prefetch: 1, consumer, (_, _) => { }, Token);
        var running = reader.RunAsync(CancellationToken.None);

        await _channel!.QueueDeleteAsync(SamplePartition.QueueName(2), cancellationToken: Token);

        Assert.Equal("RabbitMQ ended the consumer of samples.2.", (await Assert.ThrowsAsync<IOException>(() => running.WaitAsync(Token))).Message);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_read_goes_to_the_error_queue_with_the_reason_and_holds_nothing_up()
    {
        var errors = ErrorQueue.NameFor(SamplePartition.QueueName(0));
        await PublishAsync([1, 2, 3]);
        await SendAsync(1);
        await TakenAsync(1);
        await CommitUntilAsync(_consumers!.LeaveAllAsync(Token));

        Assert.Equal(0u, await _channel!.MessageCountAsync(SamplePartition.QueueName(0), Token));
        var error = await _channel.BasicGetAsync(errors, autoAck: true, Token);
        Assert.Equal([1, 2, 3], error!.Body.ToArray());
        Assert.StartsWith("Not a sample batch", Encoding.UTF8.GetString((byte[])error.BasicProperties.Headers![ErrorQueue.ReasonHeader]!), StringComparison.Ordinal);
        Assert.Equal(0u, await _channel.MessageCountAsync(errors, Token));
    }

    [Fact]
    public async Task Is_ready_while_it_stands_in_every_line()
    {
        var health = new SamplesHealth(_consumers!);
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("samples", health, HealthStatus.Unhealthy, tags: null) };
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(context, Token)).Status);

        _wire!.Cut();
        await HoldsAsync("the loss of both places", () => _consumers!.Missing.Count() == 2);
        var missing = await health.CheckHealthAsync(context, Token);

        Assert.Equal((HealthStatus.Unhealthy, "RabbitMQ does not deliver the samples of partition 0, 1"), (missing.Status, missing.Description));
    }

    private static ConnectionFactory Factory(int port) => new() { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{port}"), AutomaticRecoveryEnabled = false };

    private static Task HoldsAsync(string what, Func<bool> holds) => Eventually.HoldsAsync(what, _ => Task.FromResult(holds()), Token);

    /// <summary>What leaves first ends what was begun, which without the group commit would never end.</summary>
    private async Task CommitUntilAsync(Task left)
    {
        while (!left.IsCompleted)
        {
            await _road.Commit.CommitAsync(Token);
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }

        await left;
    }

    private Task TakenAsync(int samples) => HoldsAsync($"{samples} samples", () => _road.Buffer.Count == samples);

    private async Task SendAsync(int batches)
    {
        for (var batch = 0; batch < batches; batch++)
        {
            var writer = new SampleBatchWriter();
            writer.Define(Series.Id, Series);
            writer.Add(Series.Id, new Sample(_at++, batch));
            await PublishAsync(writer.ToArray(_at));
        }
    }

    private ValueTask PublishAsync(byte[] body) =>
        _channel!.BasicPublishAsync("", SamplePartition.QueueName(0), mandatory: true, new BasicProperties { Persistent = true }, body, Token);
}
