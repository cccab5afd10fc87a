using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

public sealed class ReplayApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    [Fact]
    public async Task Replays_beside_the_stored_alerts_of_other_rules_and_not_of_its_own()
    {
        var now = DateTimeOffset.UtcNow;
        await service.Intake.FiredAsync(Scene.Event("Beside critical rep-1", now.AddHours(-1)), TestContext.Current.CancellationToken);
        await service.Intake.FiredAsync(Scene.Event("Beside warning rep-1", now.AddHours(-1)), TestContext.Current.CancellationToken);

        var (status, answer) = await service.As(Roles.Viewer).CallAsync("POST", "/api/alerts/replay", new
        {
            runs = new[] { Run("Beside warning rep-1"), Run("Beside critical rep-1"), Run("Beside warning rep-2") },
            until = now,
        });

        Assert.Equal(200, status);
        Assert.Equal((0, false), ((int)answer!["others"]!, (bool)answer["areOthersCut"]!));
        Assert.Equal([1, 1, 1], answer["runs"]!.AsArray().Select(run => run!["told"]!.AsArray().Count));

        (_, answer) = await service.As(Roles.Viewer).CallAsync("POST", "/api/alerts/replay", new { runs = new[] { Run("Beside warning rep-1") }, until = now });
        Assert.Equal(1, (int)answer!["others"]!);
        Assert.Equal(
            "inhibited by critical Beside, which fires with the same labels but severity",
            (string)answer["runs"]![0]!["held"]![0]!["reason"]!);

        object Run(string alert) => new { fired = new[] { Scene.Event(alert, now.AddMinutes(-30)) }, resolved = Array.Empty<object>() };
    }
}
