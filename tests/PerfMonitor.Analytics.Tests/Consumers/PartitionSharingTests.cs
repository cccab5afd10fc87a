using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.Tests.History;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;
using PerfMonitor.TimeSeries;
using RabbitMQ.Client;

namespace PerfMonitor.Analytics.Tests.Consumers;

public sealed class PartitionSharingTests(HistoryDatabase database, SharedRabbitMQ rabbit) : IClassFixture<HistoryDatabase>, IClassFixture<SharedRabbitMQ>
{
    private const int Partitions = 8;

    [Fact]
    public async Task Two_instances_share_the_partitions_and_one_that_leaves_is_stood_in_for_without_a_loss()
    {
        await using var sender = await OpenSenderAsync();
        using var history = database.Empty();
        await using var first = await StartInstanceAsync();
        await Eventually.HoldsAsync("every partition with the first", async _ => await sender.SendAsync(Token) && await first.CommitAsync() && first.Partitions.Count == Partitions, Token);

        await using var second = await StartInstanceAsync();
        await Eventually.HoldsAsync(
            "half of the partitions with each",
            async _ =>
            {
                await sender.SendAsync(Token);
                first.Partitions.Clear();
                second.Partitions.Clear();
                await sender.SendAsync(Token);
                await Task.WhenAll(first.CommitAsync(), second.CommitAsync());
                await first.CommitUntilAsync(first.ShareAsync());
                await second.CommitUntilAsync(second.ShareAsync());
                return first.Partitions.Count == Partitions / 2 && second.Partitions.Count == Partitions / 2 && !first.Partitions.Overlaps(second.Partitions);
            },
            Token);

        await first.DisposeAsync();
        await Eventually.HoldsAsync("every partition with the second", async _ => await sender.SendAsync(Token) && await second.CommitAsync() && second.Partitions.Count == Partitions, Token);
        await Eventually.HoldsAsync("all that was sent", async _ => await second.CommitAsync() && sender.Sent.IsSubsetOf(first.Stored.Concat(second.Stored)), Token);
    }

    [Fact]
    public async Task Partitions_change_hands_together_and_before_what_was_begun_is_committed()
    {
        await using var sender = await OpenSenderAsync();
        using var history = database.Empty();
        await using var first = await StartInstanceAsync();
        await Eventually.HoldsAsync("every partition with the first", async _ => await sender.SendAsync(Token) && await first.CommitAsync() && first.Partitions.Count == Partitions, Token);
        await using var second = await StartInstanceAsync();
        await second.ShareAsync();
        await first.ShareAsync();
        await Eventually.HoldsAsync("nothing begun", async _ => await first.CommitAsync() && sender.Sent.IsSubsetOf(first.Stored), Token);
        await sender.SendAsync(Token);
        await Eventually.HoldsAsync("a sample of each partition", _ => Task.FromResult(first.Waiting == Partitions), Token);

        var handingOver = first.ShareAsync();
        await Eventually.HoldsAsync("half of the partitions with the second", async _ => await sender.SendAsync(Token) && await second.CommitAsync() && second.Partitions.Count == Partitions / 2, Token);

        Assert.False(handingOver.IsCompleted);
        await first.CommitUntilAsync(handingOver);
    }

    [Fact]
    public async Task One_that_stops_is_counted_on_no_more_before_what_it_began_is_committed()
    {
        await using var sender = await OpenSenderAsync();
        using var history = database.Empty();
        await using var instance = await StartInstanceAsync();
        await sender.SendAsync(Token);
        await Eventually.HoldsAsync("a sample of each partition", _ => Task.FromResult(instance.Waiting == Partitions), Token);

        var stopping = instance.StopAsync();
        await using var living = database.Source.CreateCommand("SELECT count(*) FROM history.instances");
        await Eventually.HoldsAsync("its leave", async token => (long)(await living.ExecuteScalarAsync(token))! == 0, Token);

        Assert.False(stopping.IsCompleted);
        await instance.CommitUntilAsync(stopping);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<Sender> OpenSenderAsync()
    {
        Assert.SkipWhen(rabbit.Server is null, PrivateRabbitMQ.Missing);
        return Sender.OpenAsync(rabbit.Server.Port, Token);
    }

    private Task<Instance> StartInstanceAsync() => Instance.StartAsync(rabbit.Server!.Port, database.Source, Token);

    /// <summary>Sends a batch of one sample to each partition, and knows what it sent.</summary>
    private sealed class Sender(IConnection connection, IChannel channel) : IAsyncDisposable
    {
        private long _at = 1_767_614_400_000;

        public HashSet<(SeriesId, long)> Sent { get; } = [];

        public static async Task<Sender> OpenAsync(int port, CancellationToken cancellationToken)
        {
            var connection = await new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{port}") }.CreateConnectionAsync(cancellationToken);
            var channel = await connection.CreateChannelAsync(RabbitMQConnections.Confirmed, cancellationToken);
            for (var partition = 0; partition < Partitions; partition++)
            {
                await channel.QueueDeclareAsync(SamplePartition.QueueName(partition), durable: true, exclusive: false, autoDelete: false, SamplePartition.QueueArguments, cancellationToken: cancellationToken);
            }

            return new Sender(connection, channel);
        }

        public async Task<bool> SendAsync(CancellationToken cancellationToken)
        {
            _at++;
            for (var partition = 0; partition < Partitions; partition++)
            {
                var series = LabelSet.Create("sharing", [new Label("partition", $"{partition}")]);
                var writer = new SampleBatchWriter();
                writer.Define(series.Id, series);
                writer.Add(series.Id, new Sample(_at, partition));
                var properties = new BasicProperties { Persistent = true };
                await channel.BasicPublishAsync("", SamplePartition.QueueName(partition), mandatory: true, properties, writer.ToArray(_at), cancellationToken);
                Sent.Add((series.Id, _at));
            }

            return true;
        }

        public async ValueTask DisposeAsync()
        {
            for (var partition = 0; partition < Partitions; partition++)
            {
                await channel.QueueDeleteAsync(SamplePartition.QueueName(partition), cancellationToken: Token);
            }

            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    /// <summary>Another instance of analytics as far as the bus goes.</summary>
    private sealed class Instance(IHost host, Road road) : IAsyncDisposable
    {
        private int _ended;

        /// <summary>The partitions whose samples it committed, as far as they were not cleared.</summary>
        public HashSet<string> Partitions { get; } = [];

        public HashSet<(SeriesId, long)> Stored { get; } = [];

        /// <summary>How many samples wait for a commit.</summary>
        public int Waiting => road.Buffer.Count;

        public static async Task<Instance> StartAsync(int port, NpgsqlDataSource source, CancellationToken cancellationToken)
        {
            var road = new Road();
            var builder = Host.CreateEmptyApplicationBuilder(settings: null);
            builder.Services.AddLogging();
            builder.Services.AddSingleton(source);
            builder.Services.AddSingleton<TimeProvider>(road.Clock);
            builder.Services.AddSingleton(road.Intake);
            builder.Services.AddSingleton(road.Metrics);
            builder.Services.AddSingleton(Options.Create(new BusOptions { Partitions = PartitionSharingTests.Partitions }));
            builder.Services.AddSingleton<BusProgress>();
            builder.Services.AddSingleton<RefusedSeries>();
            builder.Services.AddSingleton<IConnectionFactory>(new ConnectionFactory { Uri = new Uri($"amqp://guest:guest@127.0.0.1:{port}"), AutomaticRecoveryEnabled = false });
            builder.Services.AddPartitionSharing();
            var host = builder.Build();
            await host.StartAsync(cancellationToken);
            return new Instance(host, road);
        }

        public async Task<bool> CommitAsync()
        {
            await road.Commit.CommitAsync(Token);
            foreach (var chunk in road.History.Commits.SelectMany(commit => commit.Chunks))
            {
                foreach (var sample in ChunkCodec.Decode(chunk.Data))
                {
                    Stored.Add((chunk.SeriesId, sample.TimestampMs));
                }

                Partitions.Add(road.Catalogue.Find(chunk.SeriesId)!.Labels["partition"]!);
            }

            road.History.Commits.Clear();
            return true;
        }

        /// <summary>What steps back or stops first ends what was begun, which without the group commit would never end.</summary>
        public async Task CommitUntilAsync(Task ended)
        {
            while (!ended.IsCompleted)
            {
                await CommitAsync();
                await Task.Yield();
            }

            await ended;
        }

        public Task StopAsync() => host.StopAsync(Token);

        public Task ShareAsync() => host.Services.GetRequiredService<PartitionSharing>().ShareAsync(Token);

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                await CommitUntilAsync(StopAsync());
                host.Dispose();
                road.Dispose();
            }
        }
    }
}
