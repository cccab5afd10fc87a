using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Aspire.Hosting.ApplicationModel;
using Google.Protobuf;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PerfMonitor.Hosting.Dashboard;
using PerfMonitor.Hosting.Dashboard.Wire;

namespace PerfMonitor.Hosting.Tests.Dashboard;

/// <summary>The calls as the dashboard makes them: gRPC over HTTP/2 without TLS.</summary>
public sealed class ResourceServiceTests : IAsyncLifetime, IDisposable
{
    private const string Key = "the key";

    private readonly ResourceNotificationService _notifications = new();
    private readonly HttpClient _client = new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    private readonly List<string> _commands = [];
    private ResourceService _service = null!;

    public async ValueTask InitializeAsync()
    {
        var commands = new ResourceCommandService((resource, command, _) =>
        {
            _commands.Add($"{command} {resource}");
            return Task.FromResult(command == "restart" ? CommandResults.Success() : CommandResults.Failure("It cannot."));
        });
        _service = await ResourceService.StartAsync("PerfMonitor", Key, _notifications, new Hosting.Running.ConsoleLogs(null!, _ => null), commands, CancellationToken.None);
        _client.BaseAddress = new Uri(_service.Url);
        _client.DefaultRequestHeaders.Add("x-resource-service-api-key", Key);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _notifications.Dispose();
    }

    [Fact]
    public async Task Says_what_the_application_is_called()
    {
        var (status, messages) = await CallAsync("GetApplicationInformation", new ConsoleLogRequest(), ApplicationInformation.Parser);

        Assert.Equal("0", status);
        Assert.Equal("PerfMonitor", Assert.Single(messages).ApplicationName);
    }

    [Fact]
    public async Task Answers_nobody_without_the_key()
    {
        _client.DefaultRequestHeaders.Remove("x-resource-service-api-key");
        _client.DefaultRequestHeaders.Add("x-resource-service-api-key", "another");

        using var response = await SendAsync("GetApplicationInformation", new ConsoleLogRequest(), HttpCompletionOption.ResponseContentRead);

        Assert.Equal("16", response.Headers.GetValues("grpc-status").Single());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("restart", CommandOutcomeName.Succeeded, "")]
    [InlineData("stop", CommandOutcomeName.Failed, "It cannot.")]
    public async Task Carries_out_commands(string command, string outcome, string message)
    {
        var (status, responses) = await CallAsync("ExecuteResourceCommand", new CommandRequest { CommandName = command, ResourceName = "web-1" }, CommandResponse.Parser);

        Assert.Equal("0", status);
        Assert.Equal((outcome, message), (responses.Single().Kind.ToString(), responses.Single().Message));
        Assert.Equal([$"{command} web-1"], _commands);
    }

    [Fact]
    public async Task Sends_every_resource_first_and_then_the_changes()
    {
        var web = new ProjectResource("web");
        await PublishAsync(web, KnownResourceStates.Starting, null);
        using var response = await SendAsync("WatchResources", new ConsoleLogRequest(), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var initial = (await ReadAsync(stream, ResourcesUpdate.Parser)).InitialData.Resources.Single();
        await PublishAsync(web, KnownResourceStates.Running, HealthStatus.Healthy);
        var changed = (await ReadAsync(stream, ResourcesUpdate.Parser)).Changes.Value.Single().Upsert;

        Assert.Equal(("web-1", "web", "Project", "Starting"), (initial.Name, initial.DisplayName, initial.ResourceType, initial.State));
        Assert.False(initial.HealthReports.Single().HasStatus);
        Assert.Equal(("Running", 0, "GET answered 200."), (changed.State, changed.HealthReports.Single().Status, changed.HealthReports.Single().Description));
        Assert.Equal(("executable.pid", 4711d), (changed.Properties[0].Name, changed.Properties[0].Value.NumberValue));
        Assert.True(changed.Properties[1].IsSensitive);
    }

    private Task PublishAsync(ProjectResource resource, string state, HealthStatus? health) => _notifications.PublishUpdateAsync(resource, "web-1", _ => new CustomResourceSnapshot
    {
        ResourceType = "Project",
        State = state,
        CreationTimeStamp = DateTime.UnixEpoch,
        Properties = [new("executable.pid", 4711), new("secret", "x") { IsSensitive = true }],
        HealthReports = [new("ready", health, health is null ? null : "GET answered 200.", null)],
    });

    private async Task<(string Status, IReadOnlyList<T> Messages)> CallAsync<T>(string method, IMessage request, MessageParser<T> parser)
        where T : IMessage<T>
    {
        using var response = await SendAsync(method, request, HttpCompletionOption.ResponseContentRead);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var messages = new List<T>();
        while (stream.Position < stream.Length)
        {
            messages.Add(await ReadAsync(stream, parser));
        }

        return (response.TrailingHeaders.GetValues("grpc-status").Single(), messages);
    }

    private Task<HttpResponseMessage> SendAsync(string method, IMessage request, HttpCompletionOption completion)
    {
        var body = request.ToByteArray();
        var frame = new byte[5 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)body.Length);
        body.CopyTo(frame.AsSpan(5));
        var content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } };
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"/aspire.v1.DashboardService/{method}", UriKind.Relative))
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return _client.SendAsync(message, completion, TestContext.Current.CancellationToken);
    }

    private static async Task<T> ReadAsync<T>(Stream stream, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var header = new byte[5];
        await stream.ReadExactlyAsync(header, TestContext.Current.CancellationToken);
        var body = new byte[BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))];
        await stream.ReadExactlyAsync(body, TestContext.Current.CancellationToken);
        return parser.ParseFrom(body);
    }

    private static class CommandOutcomeName
    {
        public const string Succeeded = "Succeeded";
        public const string Failed = "Failed";
    }
}
