using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PerfMonitor.Hosting.Tests.ApplicationModel;

public sealed class ResourceNotificationServiceTests : IDisposable
{
    private static readonly CustomResourceSnapshot Healthy = new()
    {
        ResourceType = "Project",
        Properties = [],
        State = KnownResourceStates.Running,
        HealthReports = [new("ready", HealthStatus.Healthy, null, null)],
    };

    private static readonly ProjectResource Web = new("web");

    private readonly ResourceNotificationService _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Sees_what_was_there_before_it_was_asked()
    {
        await _service.PublishUpdateAsync(Web, "web-1", _ => Healthy);

        var reached = await _service.WaitForResourceHealthyAsync("WEB", TestContext.Current.CancellationToken);

        Assert.Equal("web-1", reached.ResourceId);
    }

    [Fact]
    public async Task Waits_through_a_crash_until_the_resource_is_healthy_again()
    {
        var waiting = _service.WaitForResourceHealthyAsync("web", TestContext.Current.CancellationToken);
        await _service.PublishUpdateAsync(Web, "web-1", _ => Healthy with { State = KnownResourceStates.Exited, ExitCode = 3 });
        await _service.PublishUpdateAsync(Web, "web-1", _ => Healthy with { HealthReports = [new("ready", HealthStatus.Unhealthy, "no", null)] });
        Assert.False(waiting.IsCompleted);

        await _service.PublishUpdateAsync(Web, "web-1", _ => Healthy);

        Assert.Equal(HealthStatus.Healthy, (await waiting).Snapshot.HealthStatus);
    }

    [Fact]
    public async Task Gives_up_on_an_ended_resource_when_asked_to()
    {
        var waiting = _service.WaitForResourceHealthyAsync("web", WaitBehavior.StopOnResourceUnavailable, TestContext.Current.CancellationToken);
        await _service.PublishUpdateAsync(Web, "web-1", _ => Healthy with { State = KnownResourceStates.Exited });

        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => waiting);

        Assert.Equal("Stopped waiting for resource 'web' to become healthy because it is in state Exited.", e.Message);
    }

    [Fact]
    public async Task Finds_the_present_state_by_id_and_by_name()
    {
        await _service.PublishUpdateAsync(Web, "web-1", _ => Healthy);

        Assert.True(_service.TryGetCurrentState("web-1", out var byId));
        Assert.True(_service.TryGetCurrentState("web", out var byName));
        Assert.Same(byId, byName);
        Assert.False(_service.TryGetCurrentState("other", out _));
    }
}
