using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using PerfMonitor.Hosting.Running;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

/// <summary>AppHost.cs as it is, described but not started.</summary>
public sealed class AppHostTests
{
    [Fact]
    public async Task Describes_the_whole_system()
    {
        await using var builder = await DescribeAsync();

        Assert.Equal(
            ["internal-key", "admin-password", "api-key", "bus", "live", "postgres", "perfmonitor", "inbox", "ingestion", "analytics", "alerting", "reporting", "loadtest", "web"],
            builder.Resources.Select(resource => resource.Name));
    }

    [Fact]
    public async Task Every_project_was_built_with_it()
    {
        await using var builder = await DescribeAsync();

        var projects = builder.Resources.OfType<ProjectResource>().Select(project => (IBuiltProjectMetadata)project.Annotations.OfType<IProjectMetadata>().Single()).ToArray();

        Assert.All(projects, project => Assert.True(File.Exists(project.TargetPath), project.TargetPath));
        Assert.All(projects, project => Assert.True(File.Exists(project.ProjectPath), project.ProjectPath));
    }

    [Fact]
    public async Task Services_wait_for_the_servers_they_use()
    {
        await using var builder = await DescribeAsync();

        string Waits(string name) => string.Join(' ', Find(builder, name).Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name));

        Assert.Equal("bus perfmonitor", Waits("ingestion"));
        Assert.Equal("bus live perfmonitor", Waits("analytics"));
        Assert.Equal("bus perfmonitor", Waits("web"));
    }

    [Fact]
    public async Task Fixed_ports_follow_the_settings()
    {
        await using var builder = await DescribeAsync("--Ports:web=3100", "--Ports:smtp=1100");

        int? Port(string resource, string endpoint) => Find(builder, resource).Annotations.OfType<EndpointAnnotation>().Single(known => known.Name == endpoint).Port;

        Assert.Equal((3100, 4318, 8025, 1100), (Port("web", "http"), Port("ingestion", "http"), Port("inbox", "http"), Port("inbox", "smtp")));
    }

    [Fact]
    public async Task No_service_stands_behind_a_proxy()
    {
        await using var builder = await DescribeAsync();

        var endpoints = builder.Resources.OfType<ProjectResource>().SelectMany(service => service.Annotations.OfType<EndpointAnnotation>()).ToList();

        Assert.Equal(6, endpoints.Count);
        Assert.DoesNotContain(endpoints, endpoint => endpoint.IsProxied);
    }

    [Fact]
    public async Task Mail_and_slack_go_to_the_inbox_unless_configured()
    {
        var ownInbox = await EnvironmentAsync("alerting");
        var elsewhere = await EnvironmentAsync("alerting", "--Smtp:Host=mail.example", "--Smtp:Port=587");

        Assert.Equal(("localhost", "1025", "http://localhost:8025/slack/perfmonitor"), (ownInbox["Smtp__Host"], ownInbox["Smtp__Port"], ownInbox["Slack__WebhookUrl"]));
        Assert.Equal(("mail.example", "587", "http://localhost:8025/slack/perfmonitor"), (elsewhere["Smtp__Host"], elsewhere["Smtp__Port"], elsewhere["Slack__WebhookUrl"]));
    }

    [Fact]
    public async Task The_gateway_gets_the_first_password_and_key_and_every_address()
    {
        var web = await EnvironmentAsync("web", "--PERFMONITOR_ADMIN_PASSWORD=first", "--PERFMONITOR_API_KEY=key", "--Parameters:internal-key=inner");

        Assert.Equal(("first", "key", "inner"), (web["PERFMONITOR_ADMIN_PASSWORD"], web["PERFMONITOR_API_KEY"], web["Internal__Key"]));
        Assert.Equal("http://localhost:3000", web["ASPNETCORE_URLS"]);
        Assert.Equal("http://localhost:4318", web["services__ingestion__http__0"]);
        Assert.Equal("amqp://guest:b@127.0.0.1:20100", web["ConnectionStrings__bus"]);
    }

    [Theory]
    [InlineData("ingestion", "Scrapes:SampleLimit", "5", "5")]
    [InlineData("ingestion", "Scrapes:File", "../here.json", "/here.json")]
    [InlineData("ingestion", "Targets:File", "../here.json", "/here.json")]
    [InlineData("ingestion", "Bus:Partitions", "4", "4")]
    [InlineData("analytics", "Bus:Partitions", "4", "4")]
    [InlineData("analytics", "Rules:Timeout", "00:00:05", "00:00:05")]
    [InlineData("analytics", "Archive:Folder", "../archives", "/archives")]
    [InlineData("web", "Backup:Folder", "../backups", "/backups")]
    [InlineData("web", "Backup:Keep", "7", "7")]
    [InlineData("analytics", "Query:EnableExperimentalFunctions", "true", "true")]
    public async Task Settings_reach_the_service_and_paths_count_from_the_apphost(string service, string setting, string given, string ending)
    {
        var value = (await EnvironmentAsync(service, $"--{setting}={given}"))[setting.Replace(":", "__", StringComparison.Ordinal)];

        Assert.EndsWith(ending, value, StringComparison.Ordinal);
        Assert.Equal(given.StartsWith("..", StringComparison.Ordinal), Path.IsPathRooted(value));
    }

    private static async Task<Dictionary<string, string>> EnvironmentAsync(string name, params string[] args)
    {
        await using var builder = await DescribeAsync([.. args, "--Parameters:internal-key=i", "--Parameters:admin-password=a"]);
        foreach (var password in (string[])["bus", "live", "postgres"])
        {
            builder.Configuration[$"Parameters:{password}-password"] = "b";
        }

        foreach (var (key, value) in args.Select(arg => arg.TrimStart('-').Split('=')).Select(pair => (pair[0], pair[1])))
        {
            builder.Configuration[key] = value;
        }

        EndpointPlan.Allocate(builder.Resources, randomPorts: false, () => 20_100);
        foreach (var endpoint in builder.Resources.SelectMany(LaunchValues.Endpoints).Where(endpoint => endpoint.AllocatedEndpoint is null))
        {
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 20_200);
        }

        return await LaunchValues.EnvironmentAsync(Find(builder, name), "1", null, TestContext.Current.CancellationToken);
    }

    private static IResource Find(IDistributedApplicationBuilder builder, string name) => builder.Resources.Single(resource => resource.Name == name);

    private static Task<IDistributedApplicationTestingBuilder> DescribeAsync(params string[] args) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.PerfMonitor_AppHost>(args, TestContext.Current.CancellationToken);
}
