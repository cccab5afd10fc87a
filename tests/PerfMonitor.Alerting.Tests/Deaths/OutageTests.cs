using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Store;
using PerfMonitor.Alerting.Tests.Receivers;
using PerfMonitor.Alerting.Tests.Store;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Http;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.Alerting.Tests.Deaths;

/// <summary>PostgreSQL dies and comes back between any two packets to or from it, while the service lives on.</summary>
public sealed class OutageTests(AlertingDatabase database) : IClassFixture<AlertingDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-10")]
    public async Task Posts_the_message_that_begins_a_conversation_once()
    {
        await using var slack = await HttpTestServer.StartAsync();
        slack.Answer = static context => context.Response.WriteAsync("""{"ok":true,"channel":"C1","ts":"17.5"}""");
        var packets = await RunAsync(slack, diesAt: null);
        Assert.InRange(packets, 8, 100);

        for (var packet = 1; packet <= packets; packet++)
        {
            var before = slack.Requests.Count;
            await RunAsync(slack, packet);

            Assert.True(slack.Requests.Skip(before).Select(request => request.Path).SequenceEqual(["/chat.postMessage"]), $"PostgreSQL died at packet {packet}: {string.Join(", ", slack.Requests.Skip(before).Select(request => request.Path))}");
        }
    }

    /// <summary>One message on its way; returns how many packets passed.</summary>
    private async Task<int> RunAsync(HttpTestServer slack, int? diesAt)
    {
        var direct = database.EmptyWithSource().Source;
        await using (var batch = direct.CreateBatch())
        {
            Outbox.Enqueue(batch, Samples.Notification() with { Channel = "slack-bot" }, Samples.Noon);

            // Which alerts it names is not needed here, and they are not there.
            batch.BatchCommands.RemoveAt(1);
            await batch.ExecuteNonQueryAsync(Token);
        }

        var packets = 0;
        FaultyWire? wire = null;
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString());
        wire = new FaultyWire(address.Port)
        {
            Passes = () =>
            {
                if (Interlocked.Increment(ref packets) == diesAt)
                {
                    wire!.Cut();
                    wire.Mend();
                }
            },
        };
        address.Port = wire.Port;
        await using var source = NpgsqlDataSource.Create(address);
        var receiver = new SlackBotReceiver(
            new SlackBotOptions { BaseUrl = slack.Url, Token = "xoxb-secret", Channel = "#ops" }, new PageOptions { Url = "https://perf.example" }, Answers.Sender(), new ThreadStore(source, TimeProvider.System, NullLogger<ThreadStore>.Instance));
        var options = new DeliveryOptions { Lease = TimeSpan.FromMilliseconds(200), FirstRetry = TimeSpan.FromMilliseconds(1) };
        var deliverer = new Deliverer(
            receiver, new PostgresNotificationQueue(source, NullLogger<PostgresNotificationQueue>.Instance), Options.Create(options), TimeProvider.System, new AlertingMetrics(), NullLogger<Deliverer>.Instance);
        await Eventually.HoldsAsync("the delivery", _ => IsDeliveredAsync(deliverer, direct), Token);
        wire.Dispose();
        return packets;
    }

    private static async Task<bool> IsDeliveredAsync(Deliverer deliverer, NpgsqlDataSource direct)
    {
        try
        {
            foreach (var claim in await deliverer.ClaimAsync(1, Token))
            {
                await deliverer.SendAsync(claim);
            }
        }
        catch (NpgsqlException)
        {
            // As its loop, which tries again.
        }

        await using var status = direct.CreateCommand("SELECT status FROM alerting.notifications");
        return (string?)await status.ExecuteScalarAsync(Token) == "delivered";
    }
}
