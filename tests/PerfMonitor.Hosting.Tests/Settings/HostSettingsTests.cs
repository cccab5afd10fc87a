using Microsoft.Extensions.Configuration;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Tests.Settings;

public sealed class HostSettingsTests
{
    [Fact]
    public void Has_the_usual_ports_and_the_users_data_folder() =>
        Assert.Equal(
            new HostSettings { DataFolder = "/home/x/.local/share/perfmonitor", DashboardPort = 18888, OtlpGrpcPort = 18889, OtlpHttpPort = 18890 },
            Read(isRoot: false));

    [Fact]
    public void Root_keeps_data_where_the_postgres_user_can_reach_it() => Assert.Equal("/var/lib/perfmonitor", Read(isRoot: true).DataFolder);

    [Theory]
    [InlineData("PerfMonitor:Ports", "random")]
    [InlineData("DcpPublisher:RandomizePorts", "true")]
    public void Random_ports_come_with_a_folder_of_their_own(string key, string value)
    {
        var settings = Read(isRoot: true, (key, value));

        Assert.Equal(new HostSettings { RandomPorts = true, DataFolder = "/tmp/own", DataFolderIsTemporary = true }, settings);
    }

    [Fact]
    public void A_given_folder_stays()
    {
        var settings = Read(isRoot: true, ("PerfMonitor:Ports", "random"), ("PerfMonitor:DataFolder", "/data"));

        Assert.Equal(("/data", false), (settings.DataFolder, settings.DataFolderIsTemporary));
    }

    [Fact]
    public void The_fresh_switch_is_a_setting()
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(CommandLine.Expand(["--fresh", "--Ports:dashboard=9"])).Build();

        var settings = HostSettings.Read(configuration, false, true, "/home/x", "/tmp/own");

        Assert.Equal((true, 9), (settings.Fresh, settings.DashboardPort));
    }

    private static HostSettings Read(bool isRoot, params (string Key, string Value)[] settings) => HostSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build(),
        disableDashboard: false,
        isRoot,
        "/home/x",
        "/tmp/own");
}
