using System.Net;
using System.Net.Sockets;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.Running;

public sealed class PortCheckTests
{
    private static readonly PortClaim Web = new(3000, "endpoint 'http' of resource 'web'", "--Ports:web=…");
    private static readonly PortClaim Inbox = new(3000, "endpoint 'http' of resource 'inbox'", "--Ports:inbox=…");

    [Fact]
    public void Says_nothing_about_free_ports() => Assert.Empty(PortCheck.Problems([Web], _ => true));

    [Fact]
    public void Names_the_port_who_wants_it_and_the_remedy() =>
        Assert.Equal(
            ["Port 3000, which endpoint 'http' of resource 'web' needs, is taken by another program: end that program, or choose another port with --Ports:web=…."],
            PortCheck.Problems([Web], _ => false));

    [Fact]
    public void Names_both_when_two_resources_want_the_same() =>
        Assert.Equal(
            ["Port 3000 is wanted by both endpoint 'http' of resource 'web' and endpoint 'http' of resource 'inbox'; give one of them another port: --Ports:inbox=…."],
            PortCheck.Problems([Web, Inbox], _ => true));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    public void A_port_somebody_listens_on_is_not_free(string address)
    {
        var ip = IPAddress.Parse(address);
        Assert.SkipWhen(ip.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6, "This machine has no IPv6.");
        using var listener = new TcpListener(ip, 0);
        listener.Start();

        Assert.False(FreePorts.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
    }

    [Fact]
    public void Free_ports_are_handed_out_once_and_lie_below_the_ephemeral_range()
    {
        var ports = FreePorts.Take(50);

        Assert.Equal(50, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 32_000));
    }
}
