using PerfMonitor.Hosting.Health;

namespace PerfMonitor.Hosting.Tests.Health;

public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("localhost", "localhost", 6379, null, null, false)]
    [InlineData("127.0.0.1:6400,password=p=1", "127.0.0.1", 6400, null, "p=1", false)]
    [InlineData("redis.example:6380,user=u,password=p,ssl=True,abortConnect=False", "redis.example", 6380, "u", "p", true)]
    [InlineData("[::1]:6379", "::1", 6379, null, null, false)]
    public void Reads_a_connection_string(string text, string host, int port, string? user, string? password, bool tls) =>
        Assert.Equal(new RedisAddress(host, port, user, password, tls), RedisAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("password=x")]
    [InlineData("host:port")]
    public void Refuses_what_is_none(string text) => Assert.Throws<FormatException>(() => RedisAddress.Parse(text));
}
