using PerfMonitor.Hosting.Servers;

namespace PerfMonitor.Hosting.Tests.Servers;

public sealed class ServerSettingsTests
{
    private static readonly ServerPlace Place = new("/data/x", 20_001, IsRoot: false);

    [Fact]
    public void Redis_listens_on_loopback_keeps_nothing_on_the_disk_and_wants_the_password() =>
        Assert.Equal(
            """
            bind 127.0.0.1
            port 20001
            dir "/data/x"
            daemonize no
            supervised no
            logfile ""
            save ""
            appendonly no
            requirepass "secret"

            """,
            RedisServer.Settings(Place, "secret"));

    [Fact]
    public void RabbitMQ_listens_on_loopback_with_its_own_user() =>
        Assert.StartsWith(
            """
            listeners.tcp.default = 127.0.0.1:20001
            default_user = guest
            default_pass = secret

            """,
            RabbitMQServer.Settings(Place, "guest", "secret"),
            StringComparison.Ordinal);
}
