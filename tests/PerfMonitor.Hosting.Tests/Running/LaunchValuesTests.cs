using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using PerfMonitor.Hosting.Running;
using PerfMonitor.Hosting.Servers;

namespace PerfMonitor.Hosting.Tests.Running;

public sealed class LaunchValuesTests
{
    private static readonly TelemetryTarget Telemetry = new("http://localhost:18890", "key");

    private readonly IDistributedApplicationBuilder _builder = DistributedApplication.CreateBuilder();

    [Fact]
    public async Task A_project_is_told_where_to_listen_and_where_its_telemetry_goes()
    {
        var api = _builder.AddResource(new ProjectResource("api")).WithHttpEndpoint(port: 5000, isProxied: false).WithHttpEndpoint(name: "admin");
        EndpointPlan.Allocate(_builder.Resources, randomPorts: false, () => 1);
        var admin = api.Resource.Annotations.OfType<EndpointAnnotation>().Last();
        admin.AllocatedEndpoint = new AllocatedEndpoint(admin, "localhost", 7000, "{{port}}");

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "http://localhost:5000;http://localhost:{{port}}",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:18890",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=key",
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
                ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=0a",
                ["OTEL_SERVICE_NAME"] = "api",
            },
            new SortedDictionary<string, string>(await EnvironmentAsync(api.Resource)));
    }

    [Fact]
    public async Task A_process_has_a_name_for_its_figures_without_a_dashboard_too()
    {
        var api = _builder.AddResource(new ProjectResource("api"));

        Assert.Equal(
            new SortedDictionary<string, string> { ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=0a", ["OTEL_SERVICE_NAME"] = "api" },
            new SortedDictionary<string, string>(await LaunchValues.EnvironmentAsync(api.Resource, "0a", telemetry: null, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task The_model_has_the_last_word()
    {
        var tool = _builder.AddExecutable("tool", "node", ".", "--x").WithHttpEndpoint(port: 5001, env: "PORT", isProxied: false)
            .WithEnvironment("OTEL_SERVICE_NAME", "other")
            .WithEnvironment("N", () => "later")
            .WithArgs("y", 3);
        EndpointPlan.Allocate(_builder.Resources, randomPorts: false, () => 1);

        var environment = await EnvironmentAsync(tool.Resource);

        Assert.Equal(("other", "later", "5001"), (environment["OTEL_SERVICE_NAME"], environment["N"], environment["PORT"]));
        Assert.Equal(["--x", "y", "3"], await LaunchValues.ArgumentsAsync(tool.Resource, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Values_that_come_from_other_resources_show_as_references()
    {
        var first = _builder.AddExecutable("first", "a", ".").WithHttpEndpoint();
        var second = _builder.AddExecutable("second", "b", ".").WithEnvironment("URL", $"{first.GetEndpoint("http")}/x");

        Assert.Same(first.Resource, Assert.Single(second.Resource.Annotations.OfType<ResourceRelationshipAnnotation>()).Resource);
    }

    [Theory]
    [InlineData(false, 5000, 6379)]
    [InlineData(true, 1, 1)]
    public void Ports_are_the_models_or_all_free_ones(bool random, int project, int redis)
    {
        var api = _builder.AddResource(new ProjectResource("api")).WithHttpEndpoint(port: 5000, isProxied: false);
        var live = _builder.AddRedis("live", port: 6379);

        EndpointPlan.Allocate(_builder.Resources, random, () => 1);

        Assert.Equal((project, redis), (api.GetEndpoint("http").Port, live.Resource.PrimaryEndpoint.Port));
        Assert.Equal(random ? 0 : 2, EndpointPlan.Claims(_builder.Resources, new Dictionary<IResource, ServerPlan>(), random).Count());
    }

    [Fact]
    public void A_servers_target_port_is_one_inside_a_container_and_none_of_the_machine()
    {
        var live = _builder.AddRedis("live").WithEndpoint("tcp", endpoint => endpoint.IsProxied = false);

        EndpointPlan.Allocate(_builder.Resources, randomPorts: false, () => 20_100);

        Assert.Equal(20_100, live.Resource.PrimaryEndpoint.Port);
    }

    [Fact]
    public void A_fixed_port_names_the_setting_that_changes_it()
    {
        _builder.AddExecutable("inbox", "node", ".").WithHttpEndpoint(port: 8025, isProxied: false).WithEndpoint(port: 1025, scheme: "smtp", name: "smtp", isProxied: false);

        Assert.Equal(
            [
                new PortClaim(8025, "endpoint 'http' of resource 'inbox'", "--Ports:inbox=…"),
                new PortClaim(1025, "endpoint 'smtp' of resource 'inbox'", "--Ports:smtp=…"),
            ],
            EndpointPlan.Claims(_builder.Resources, new Dictionary<IResource, ServerPlan>(), randomPorts: false));
    }

    private static Task<Dictionary<string, string>> EnvironmentAsync(IResource resource) =>
        LaunchValues.EnvironmentAsync(resource, "0a", Telemetry, TestContext.Current.CancellationToken);
}
