using System.Net;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Health;

namespace PerfMonitor.Hosting.Tests.Health;

public sealed class ProbeTests
{
    [Theory]
    [InlineData("+OK\r\n+PONG\r\n", true, "PING answered PONG.")]
    [InlineData("+OK\r\n-LOADING Redis is loading the dataset in memory\r\n", false, "PING answered: -LOADING Redis is loading the dataset in memory")]
    [InlineData("-WRONGPASS invalid username-password pair\r\n", false, "PING answered: -WRONGPASS invalid username-password pair")]
    [InlineData("", false, "PING answered: nothing")]
    public async Task Redis_must_answer_pong(string answer, bool healthy, string description)
    {
        var (port, asked) = Answer(Encoding.ASCII.GetBytes(answer));

        var result = await new RedisProbe(At($"127.0.0.1:{port},password=p")).CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new ProbeResult(healthy, description), result);
        Assert.Equal("*2\r\n$4\r\nAUTH\r\n$1\r\np\r\n*1\r\n$4\r\nPING\r\n", Encoding.ASCII.GetString(await asked));
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0 }, true)]
    [InlineData(new byte[] { (byte)'A', (byte)'M' }, false)]
    [InlineData(new byte[] { }, false)]
    public async Task A_broker_must_answer_the_header_with_a_method_frame(byte[] answer, bool healthy)
    {
        var (port, asked) = Answer(answer);

        var result = await new AmqpProbe(At($"amqp://guest:x@127.0.0.1:{port}")).CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(healthy, result.IsHealthy);
        Assert.Equal("AMQP\0\0\x09\x01"u8.ToArray(), await asked);
    }

    [Fact]
    public async Task A_broker_that_has_answered_is_not_asked_again_until_it_was_away()
    {
        var broker = new SwitchableAddress();
        var probe = new AmqpProbe(broker);
        (broker.Port, var first) = Answer([1]);
        Assert.True((await probe.CheckAsync(TestContext.Current.CancellationToken)).IsHealthy);
        Assert.NotEmpty(await first);

        (broker.Port, var second) = Answer([]);
        Assert.True((await probe.CheckAsync(TestContext.Current.CancellationToken)).IsHealthy);
        Assert.Empty(await second);

        Assert.False((await probe.CheckAsync(TestContext.Current.CancellationToken)).IsHealthy);
        (broker.Port, var third) = Answer([1]);
        Assert.True((await probe.CheckAsync(TestContext.Current.CancellationToken)).IsHealthy);
        Assert.NotEmpty(await third);
    }

    [Fact]
    public async Task Nobody_there_is_a_result_with_the_address()
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();

        var result = await new RedisProbe(At($"127.0.0.1:{port}")).CheckAsync(TestContext.Current.CancellationToken);

        Assert.False(result.IsHealthy);
        Assert.StartsWith($"127.0.0.1:{port}: ", result.Description, StringComparison.Ordinal);
    }

    private sealed class SwitchableAddress() : Resource("bus"), IResourceWithConnectionString
    {
        public int Port { get; set; }

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"amqp://guest:x@127.0.0.1:{Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    private static ConnectionStringResource At(string address) => new("server", ReferenceExpression.Create($"{address}"));

    // Accepts one connection, reads what is sent at once, answers and closes.
    private static (int Port, Task<byte[]> Asked) Answer(byte[] answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (((IPEndPoint)listener.LocalEndpoint).Port, Task.Run(async () =>
        {
            using (listener)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var buffer = new byte[256];
                var length = await client.GetStream().ReadAsync(buffer);
                await client.GetStream().WriteAsync(answer);
                return buffer[..length];
            }
        }));
    }
}
