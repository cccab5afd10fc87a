using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

public sealed class LifeApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_comments_and_a_verdict_with_the_story_and_counts_it()
    {
        var fired = Scene.Event("Judged critical web-1", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(fired, Token);
        var (path, someone) = ($"/api/alerts/{fired.Fingerprint}", service.As(Roles.Operator));

        Assert.Equal(204, (await someone.CallAsync("POST", $"{path}/comments", new { text = "the disk again" })).Status);
        Assert.Equal(204, (await someone.CallAsync("POST", $"{path}/verdict", new { verdict = "real" })).Status);
        Assert.Equal(204, (await someone.CallAsync("POST", $"{path}/verdict", new { verdict = "false", note = "backup" })).Status);

        var story = await service.As(Roles.Viewer).ReadAsync(path);
        Assert.Equal(("false", "backup", "some operator"), ((string)story["verdict"]!["verdict"]!, (string)story["verdict"]!["note"]!, (string)story["verdict"]!["judgedBy"]!));
        Assert.Equal(
            ["commented the disk again", "judged judged real", "judged judged false: backup"],
            story["timeline"]!.AsArray().Where(entry => (string)entry!["kind"]! is "commented" or "judged").Select(entry => $"{entry!["kind"]} {entry["text"]}"));
        var quality = await service.As(Roles.Viewer).ReadAsync("/api/alerts/quality");
        var rule = quality["rules"]!.AsArray().Single(rule => (string)rule!["rule"]! == "Judged")!;
        Assert.Equal((1, 1, 0.0), ((long)rule["episodes"]!, (long)rule["false"]!, (double)rule["precision"]!));
        Assert.Equal(0.05, (double)quality["falseCritical"]!["target"]!);
    }

    [Fact]
    public async Task Takes_an_acknowledgement_back_when_its_time_is_over()
    {
        var fired = Scene.Event("Lent critical web-1", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(fired, Token);
        var path = $"/api/alerts/{fired.Fingerprint}";

        var (status, _) = await service.As(Roles.Operator).CallAsync("POST", $"{path}/acknowledge", new { note = "for a moment", until = DateTimeOffset.UtcNow.AddSeconds(3) });

        Assert.Equal(200, status);
        var story = await service.As(Roles.Viewer).UntilAsync(path, answer => (string)answer["alert"]!["state"]! == "firing");
        Assert.Contains("no longer acknowledged: its time is over", story["timeline"]!.AsArray().Select(entry => (string)entry!["text"]!));
    }

    [Fact]
    [Trait("feature", "S3-71")]
    public async Task Tells_the_story_of_each_episode()
    {
        var (viewer, someone) = (service.As(Roles.Viewer), service.As(Roles.Operator));
        var first = Scene.Event("Twice warning web-1", DateTimeOffset.UtcNow.AddMinutes(-2));
        await service.Intake.FiredAsync(first, Token);
        await service.Intake.ResolvedAsync(Scene.End(first, first.EventId, DateTimeOffset.UtcNow.AddMinutes(-1)), Token);
        await service.Intake.FiredAsync(Scene.Event("Twice warning web-1", DateTimeOffset.UtcNow), Token);
        var path = $"/api/alerts/{first.Fingerprint}";
        var earlier = (long)(await viewer.ReadAsync(path))["episodes"]![1]!["id"]!;

        Assert.Equal(204, (await someone.CallAsync("POST", $"{path}/comments", new { text = "it was the disk", episode = earlier })).Status);
        Assert.Equal(204, (await someone.CallAsync("POST", $"{path}/verdict", new { verdict = "known", episode = earlier })).Status);

        var story = await viewer.ReadAsync($"{path}?episode={earlier}");
        Assert.Equal((earlier, "resolved", "known"), ((long)story["alert"]!["id"]!, (string)story["alert"]!["state"]!, (string)story["verdict"]!["verdict"]!));
        Assert.Contains("it was the disk", story["timeline"]!.AsArray().Select(entry => (string)entry!["text"]!));
        var newest = await viewer.ReadAsync(path);
        Assert.Equal(("firing", null), ((string)newest["alert"]!["state"]!, (string?)newest["verdict"]?["verdict"]));
        Assert.DoesNotContain("it was the disk", newest["timeline"]!.AsArray().Select(entry => (string)entry!["text"]!));
        Assert.Equal(404, (await viewer.CallAsync("GET", $"{path}?episode=999999999")).Status);
        var (status, refusal) = await someone.CallAsync("POST", $"{path}/comments", new { text = "of none", episode = 999_999_999 });
        Assert.Equal((404, $"The alert '{first.Fingerprint}' has no episode 999999999; it may be older than Alerts:Retention."), (status, (string?)refusal!["detail"]));
    }

    [Fact]
    public async Task Says_until_when_an_alert_is_acknowledged_and_that_it_was_made_longer()
    {
        var fired = Scene.Event("Longer critical web-1", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(fired, Token);
        var (path, someone) = ($"/api/alerts/{fired.Fingerprint}", service.As(Roles.Operator));
        var end = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(2).AddHours(14), TimeSpan.Zero);

        await someone.CallAsync("POST", $"{path}/acknowledge", new { note = "mine", until = end });
        await someone.CallAsync("POST", $"{path}/acknowledge", new { until = end.AddHours(1) });
        await someone.CallAsync("POST", $"{path}/acknowledge", new { until = end.AddHours(1) });

        var story = await service.As(Roles.Viewer).ReadAsync(path);
        Assert.Equal((end.AddHours(1), "mine"), ((DateTimeOffset)story["acknowledgedUntil"]!, (string)story["alert"]!["note"]!));
        Assert.Equal(
            [$"acknowledged until {end:yyyy-MM-dd} 14:00 UTC: mine", $"acknowledged until {end:yyyy-MM-dd} 15:00 UTC"],
            story["timeline"]!.AsArray().Where(entry => (string)entry!["kind"]! == "acknowledged").Select(entry => (string)entry!["text"]!));
    }

    [Fact]
    [Trait("feature", "S2-111")]
    public async Task Shows_alerts_of_one_trouble_as_one_incident()
    {
        var now = DateTimeOffset.UtcNow;
        await service.Intake.FiredAsync(Scene.Event("Cause warning inc-1", now.AddSeconds(-30)), Token);
        await service.Intake.FiredAsync(Scene.Event("Effect critical inc-1", now), Token);

        var incidents = await service.As(Roles.Viewer).ReadAsync("/api/incidents");

        var incident = incidents["incidents"]!.AsArray().Single(incident => (string?)incident!["shared"]!["instance"] == "inc-1")!;
        Assert.Equal(("Cause and 1 more on inc-1", "critical"), ((string)incident["title"]!, (string)incident["severity"]!));
        Assert.Equal(["Cause", "Effect"], incident["alerts"]!.AsArray().Select(alert => (string)alert!["name"]!));
    }

    [Fact]
    [Trait("feature", "S2-14")]
    [Trait("feature", "S2-112")]
    public async Task Escalates_to_whoever_is_on_call_until_somebody_acknowledges()
    {
        var someone = service.As(Roles.Operator);
        Assert.Equal(204, (await someone.CallAsync("PUT", "/api/escalation/people/anna", new { ways = new { hook = "ops" } })).Status);
        Assert.Equal(204, (await someone.CallAsync("PUT", "/api/escalation/schedules/night", new { timeZone = "Europe/Berlin", rotations = new[] { new { people = new[] { "anna" }, startsOn = "2026-01-01", days = 1 } } })).Status);
        Assert.Equal(204, (await someone.CallAsync("PUT", "/api/escalation/policies/escalated", new
        {
            matchers = new[] { new { name = "alertname", value = "Escalated" } },
            steps = new object[] { new { waitSeconds = 0, schedules = new[] { "night" } }, new { waitSeconds = 3600, channels = new[] { "email" } } },
        })).Status);
        var fired = Scene.Event("Escalated info web-1", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(fired, Token);
        var (viewer, path) = (service.As(Roles.Viewer), $"/api/alerts/{fired.Fingerprint}");

        var story = await viewer.UntilAsync(path, answer => answer["alert"]!["notifications"]!.AsArray().Any(one => (string)one!["status"]! == "delivered"));
        var sent = Assert.Single(story["alert"]!["notifications"]!.AsArray())!;
        var (escalation, firedAt) = (story["escalation"]!, (DateTimeOffset)story["alert"]!["startsAt"]!);
        Assert.Equal(("escalated", "waiting", 1, 2, "email everybody there"), ((string)escalation["policy"]!, (string)escalation["phase"]!, (int)escalation["taken"]!, (int)escalation["steps"]!, string.Join(", ", escalation["next"]!.AsArray().Select(one => $"{one!["channel"]} {one["whom"]}"))));
        Assert.InRange((DateTimeOffset)escalation["nextAt"]!, firedAt.AddHours(1), firedAt.AddHours(1.1));
        Assert.Equal(("ops", "escalation 'escalated', step 1 of 2, for anna, on call in 'night': nobody has acknowledged it"), ((string)sent["channel"]!, (string)sent["reason"]!));
        await someone.CallAsync("POST", $"{path}/acknowledge");
        story = await viewer.UntilAsync(path, answer => answer["timeline"]!.AsArray().Count(entry => (string)entry!["kind"]! == "escalated") == 2);
        Assert.Equal(
            ["escalation 'escalated', step 1 of 2, tells anna, on call in 'night' over ops", "the escalation stops: acknowledged by some operator"],
            story["timeline"]!.AsArray().Where(entry => (string)entry!["kind"]! == "escalated").Select(entry => (string)entry!["text"]!));
        var onCall = await viewer.ReadAsync("/api/escalation/oncall");
        Assert.Equal("anna", (string)onCall["schedules"]!.AsArray().Single(schedule => (string)schedule!["schedule"]! == "night")!["now"]!["person"]!);
    }

    [Theory]
    [InlineData("PUT", "/api/escalation/people/x", """{"ways":{"sms":"nowhere"}}""", "'ways.sms' is refused: it is 'nowhere' and must be a channel that works: email, ops, ")]
    [InlineData("PUT", "/api/escalation/policies/x", """{"steps":[{"waitSeconds":-1,"channels":["email"]}]}""", "'steps[0].waitSeconds' is refused: it is '-1' and must be 0 to 604800.")]
    [InlineData("PUT", "/api/escalation/policies/x", """{"steps":[{"waitSeconds":5}]}""", "'steps[0]' is refused: it tells nobody; name people, schedules or channels.")]
    [InlineData("PUT", "/api/escalation/schedules/x", """{"timeZone":"Atlantis"}""", "'timeZone' is refused: it is 'Atlantis' and must be an IANA name such as Europe/Berlin")]
    [InlineData("POST", "/api/escalation/overrides", """{"schedule":"none"}""", "the name of a schedule")]
    [InlineData("POST", "/api/alerts/none/verdict", """{"verdict":"maybe"}""", "real, false or known")]
    [InlineData("POST", "/api/alerts/none/comments", """{"text":" "}""", "1 to 2000 characters")]
    public async Task Refuses_what_cannot_be_and_says_why(string method, string path, string body, string reason)
    {
        var (status, problem) = await service.As(Roles.Operator).CallAsync(method, path, JsonNode.Parse(body));

        Assert.Equal(400, status);
        Assert.Contains(reason, (string)problem!["detail"]!, StringComparison.Ordinal);
    }
}
