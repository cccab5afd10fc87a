using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using PerfMonitor.Hosting.Servers;

namespace PerfMonitor.Hosting.Tests.Servers;

public sealed class ServerPlanningTests
{
    private static readonly string[] Debian =
    [
        "/usr/bin/redis-server", "/usr/bin/epmd", "/usr/lib/rabbitmq/bin/rabbitmq-server",
        "/usr/lib/postgresql/9/bin/postgres", "/usr/lib/postgresql/9/bin/initdb",
        "/usr/lib/postgresql/15/bin/postgres", "/usr/lib/postgresql/15/bin/initdb",
    ];

    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Fact]
    public void Configuration_comes_first()
    {
        var bus = _builder.AddRabbitMQ("bus").Resource;

        Assert.Equal(
            new ServerPlan.Configured("amqp://elsewhere"),
            ServerPlanning.Decide(bus, Settings(("ConnectionStrings:bus", "amqp://elsewhere")), MachineWith(Debian), "docker"));
    }

    [Fact]
    public void The_machine_comes_second()
    {
        var machine = MachineWith(Debian);

        Assert.Equal(new ServerPrograms("/usr/bin/redis-server"), Native(_builder.AddRedis("live").Resource, machine));
        Assert.Equal(new ServerPrograms("/usr/lib/rabbitmq/bin/rabbitmq-server", "/usr/bin/epmd"), Native(_builder.AddRabbitMQ("bus").Resource, machine));
        Assert.Equal(new ServerPrograms("/usr/lib/postgresql/15/bin/postgres", "/usr/lib/postgresql/15/bin/initdb"), Native(_builder.AddPostgres("postgres").Resource, machine));
    }

    [Fact]
    public void Valkey_is_as_good_as_redis() =>
        Assert.Equal(new ServerPrograms("/usr/bin/valkey-server"), Native(_builder.AddRedis("live").Resource, MachineWith("/usr/bin/valkey-server")));

    [Fact]
    public void A_broker_without_epmd_is_none() =>
        Assert.IsType<ServerPlan.Missing>(ServerPlanning.Decide(_builder.AddRabbitMQ("bus").Resource, Settings(), MachineWith("/usr/lib/rabbitmq/bin/rabbitmq-server"), null));

    [Fact]
    public void A_container_engine_comes_third() =>
        Assert.Equal(new ServerPlan.Container("podman"), ServerPlanning.Decide(_builder.AddRedis("live").Resource, Settings(), MachineWith(), "podman"));

    [Theory]
    [InlineData("docker")]
    [InlineData("podman", "/usr/bin/docker")]
    [InlineData("docker", "/usr/bin/podman")]
    [InlineData(null, "/usr/bin/podman", "/usr/bin/docker")]
    public void Where_no_container_is_wanted_an_engine_is_named_whose_client_is_not_there_to_be_run(string? named, params string[] installed) =>
        Assert.Equal(named, ContainerEngine.Absent(MachineWith(installed)));

    [Fact]
    public void Without_any_of_them_one_sentence_names_all_three() =>
        Assert.Equal(
            new ServerPlan.Missing(
                "There is no RabbitMQ for resource 'bus': set ConnectionStrings__bus to one that runs, or install it (Debian: apt-get install rabbitmq-server), or start a container engine (docker or podman)."),
            ServerPlanning.Decide(_builder.AddRabbitMQ("bus").Resource, Settings(), MachineWith(), null));

    [Fact]
    public async Task All_missing_servers_are_told_at_once()
    {
        _builder.AddRabbitMQ("bus");
        _builder.AddRedis("live");

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            ServerPlanning.PlanAsync(_builder.Resources, Settings(), MachineWith(), TestContext.Current.CancellationToken));

        Assert.Equal(2, e.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void A_server_whose_databases_are_all_configured_is_not_needed()
    {
        var server = _builder.AddPostgres("postgres");
        server.AddDatabase("perfmonitor");

        Assert.Equal(
            new ServerPlan.Configured("Host=db;Database=pm"),
            ServerPlanning.Decide(server.Resource, Settings(("ConnectionStrings:perfmonitor", "Host=db;Database=pm")), MachineWith(), null));
    }

    private static ServerPrograms Native(ContainerResource resource, Machine machine) =>
        Assert.IsType<ServerPlan.Native>(ServerPlanning.Decide(resource, Settings(), machine, null)).Programs;

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static Machine MachineWith(params string[] files) => new(
        ["/usr/bin"],
        files.Contains,
        folder => [.. files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal)).Select(file => folder + "/" + file[(folder.Length + 1)..].Split('/')[0]).Distinct()]);
}
