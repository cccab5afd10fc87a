using PerfMonitor.Hosting.Dcp;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.Dcp;

public sealed class DcpObjectsTests
{
    [Fact]
    public void An_executable_names_the_proxies_in_front_of_it()
    {
        var launch = new ExecutableLaunch("/bin/app", "/srv", ["--x"])
        {
            Environment = new Dictionary<string, string> { ["PORT"] = DcpObjects.PortForServing("web-http") },
            Services = [new ProxiedService("web-http", null), new ProxiedService("web-admin", 9000)],
        };

        Assert.Equal(
            """{"apiVersion":"usvc-dev.developer.microsoft.com/v1","kind":"Executable","metadata":{"name":"web-1","annotations":{"service-producer":"[{\u0022serviceName\u0022:\u0022web-http\u0022,\u0022address\u0022:\u0022localhost\u0022},{\u0022serviceName\u0022:\u0022web-admin\u0022,\u0022address\u0022:\u0022localhost\u0022,\u0022port\u0022:9000}]"}},"spec":{"executablePath":"/bin/app","workingDirectory":"/srv","executionType":"Process","args":["--x"],"env":[{"name":"PORT","value":"{{- portForServing \u0022web-http\u0022 -}}"}],"ambientEnvironment":{"behavior":"Inherit"}}}""",
            DcpObjects.Executable("web-1", launch).ToJsonString());
    }

    [Fact]
    public void A_container_is_reached_on_loopback_only()
    {
        var launch = new ContainerLaunch("docker.io/library/redis:8", [])
        {
            Ports = new Dictionary<int, int> { [6379] = 20100 },
            Mounts = [new ContainerMount("volume", "live-data", "/data", false)],
        };

        var spec = DcpObjects.Container("live-1", launch)["spec"]!;

        Assert.Equal("""[{"containerPort":6379,"hostPort":20100,"hostIP":"127.0.0.1"}]""", spec["ports"]!.ToJsonString());
        Assert.Equal("""[{"type":"volume","source":"live-data","target":"/data","readOnly":false}]""", spec["volumeMounts"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, """{"protocol":"TCP","addressAllocationMode":"Localhost"}""")]
    [InlineData(3000, """{"protocol":"TCP","addressAllocationMode":"Localhost","port":3000}""")]
    public void A_service_has_the_port_it_was_given(int? port, string spec) =>
        Assert.Equal(spec, DcpObjects.Service("web-http", port)["spec"]!.ToJsonString());
}
