using System.Globalization;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>The service as other processes see it.</summary>
public sealed class ApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    [Fact]
    [Trait("feature", "S1-26")]
    [Trait("feature", "S3-71")]
    public async Task Tells_the_story_of_an_alert_from_sample_to_end()
    {
        var fired = Scene.Event("Story critical web-1", DateTimeOffset.UtcNow);
        await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);
        var viewer = service.As(Roles.Viewer);
        var path = $"/api/alerts/{fired.Fingerprint}";

        var story = await viewer.UntilAsync(path, answer => answer["alert"]!["notifications"]!.AsArray().Count(notification => (string?)notification!["status"] == "delivered") == 3);

        Assert.Equal(["email", "ops", "slack"], story["alert"]!["notifications"]!.AsArray().Select(notification => (string)notification!["channel"]!).Order());
        Assert.Equal(("firing", "critical", 97d, 90d, ">"), ((string?)story["alert"]!["state"], (string?)story["alert"]!["severity"], (double)story["alert"]!["value"]!, (double)story["alert"]!["threshold"]!, (string?)story["alert"]!["comparison"]));
        var stamps = story["alert"]!["notifications"]![0]!["path"]!;
        DateTimeOffset[] way = [.. ((string[])["sampleAt", "changedAt", "receivedAt", "queuedAt", "deliveredAt"]).Select(stamp => (DateTimeOffset)stamps[stamp]!)];
        Assert.Equal(way.Order(), way);
        Assert.Equal(["fired", "notified", "delivered"], story["timeline"]!.AsArray().Select(entry => (string?)entry!["kind"]).Distinct());
        var group = story["groups"]![0]!;
        Assert.Equal(("first notification", "told", "matches {severity=\"critical\"}", 1), ((string?)group["channels"]![0]!["decision"], (string?)group["channels"]![0]!["standing"], (string?)group["matched"], (int)group["members"]!));
        Assert.StartsWith("nothing new; the next reminder is due", (string?)group["channels"]![0]!["reason"], StringComparison.Ordinal);
        var mail = Assert.Single(service.Mail.Mails, mail => mail.Body("text/plain").Contains("Story", StringComparison.Ordinal));
        Assert.Equal(["oncall@perfmonitor.localhost"], mail.To);

        var (status, taken) = await service.As(Roles.Operator).CallAsync("POST", $"{path}/acknowledge", new { note = "mine" });
        Assert.Equal((200, "acknowledged", "some operator", "mine"), (status, (string?)taken!["state"], (string?)taken["acknowledgedBy"], (string?)taken["note"]));
        Assert.Contains((await viewer.ReadAsync("/api/alerts?state=acknowledged"))["alerts"]!.AsArray(), alert => (string?)alert!["fingerprint"] == fired.Fingerprint);
        (status, taken) = await service.As(Roles.Operator).CallAsync("DELETE", $"{path}/acknowledge");
        Assert.Equal((200, "firing"), (status, (string?)taken!["state"]));
        (status, _) = await service.As(Roles.Operator).CallAsync("POST", $"{path}/acknowledge");
        Assert.Equal(200, status);

        // The group is looked at because of that, which must not be the look that finds the alert over.
        await viewer.UntilAsync(path, static answer => (DateTimeOffset?)answer["groups"]![0]!["nextFlushAt"] is not { } next || next > DateTimeOffset.UtcNow.AddSeconds(10));
        await service.Intake.ResolvedAsync(Scene.End(fired, fired.EventId, DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);

        story = await viewer.ReadAsync(path);
        Assert.Equal(("resolved", "the condition is false again"), ((string?)story["alert"]!["state"], (string?)story["alert"]!["endReason"]));
        Assert.All(story["groups"]![0]!["channels"]!.AsArray(), channel => Assert.Equal(("due", "resolved, when the group is looked at next"), ((string?)channel!["standing"], (string?)channel["reason"])));
        var (refused, problem) = await service.As(Roles.Operator).CallAsync("POST", $"{path}/acknowledge");
        Assert.Equal((409, "Alert is over"), (refused, (string?)problem!["title"]));
        await service.Intake.FiredAsync(Scene.Event("Story critical web-1", DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
        Assert.Equal(["firing", "resolved"], (await viewer.ReadAsync(path))["episodes"]!.AsArray().Select(episode => (string?)episode!["state"]));
    }

    [Fact]
    public async Task Keeps_a_monthly_maintenance_window_and_says_when_it_comes_next()
    {
        var monthly = new { weekdays = new[] { new { week = -1, day = "friday" } }, start = "22:00", durationMinutes = 60, timeZone = "Asia/Tokyo" };
        var matchers = new[] { new { name = "instance", value = "nowhere", isRegex = false, isEqual = true } };

        var (status, window) = await service.As(Roles.Operator).CallAsync("POST", "/api/maintenance", new { name = "month's end", matchers, monthly });

        Assert.Equal(201, status);
        var listed = Assert.Single((await service.As(Roles.Viewer).ReadAsync("/api/maintenance"))["windows"]!.AsArray(), one => (string?)one!["id"] == (string?)window!["id"])!;
        Assert.Equal((-1, "friday", "22:00", 60), ((int)listed["monthly"]!["weekdays"]![0]!["week"]!, (string?)listed["monthly"]!["weekdays"]![0]!["day"], (string?)listed["monthly"]!["start"], (int)listed["monthly"]!["durationMinutes"]!));
        Assert.Null(listed["weekly"]);
        var next = (DateTimeOffset)listed["next"]!["startsAt"]!;
        Assert.Equal((DayOfWeek.Friday, 22, true), (next.DayOfWeek, next.Hour, next.AddDays(7).Month != next.Month));
        Assert.Equal(204, (await service.As(Roles.Operator).CallAsync("DELETE", $"/api/maintenance/{(string)window!["id"]!}")).Status);
    }

    [Fact]
    public async Task Pages_through_all_alerts_in_the_order_of_the_list()
    {
        var began = DateTimeOffset.UtcNow;
        foreach (var (name, over) in ((string, bool)[])[("Paged critical web-1", false), ("Paged warning web-1", false), ("Paged warning web-2", true), ("Paged warning web-3", false), ("Paged info web-1", true), ("Paged critical web-2", false)])
        {
            // All at one moment: what began together is told apart by its id.
            var fired = Scene.Event(name, began);
            await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);
            if (over)
            {
                await service.Intake.ResolvedAsync(Scene.End(fired, fired.EventId, began), TestContext.Current.CancellationToken);
            }
        }

        var viewer = service.As(Roles.Viewer);
        var whole = (await viewer.ReadAsync("/api/alerts?state=all&limit=1000"))["alerts"]!.AsArray().Select(alert => (long)alert!["id"]!).ToList();
        var (paged, after) = (new List<long>(), "");
        do
        {
            var page = await viewer.ReadAsync($"/api/alerts?state=all&limit=2{after}");
            paged.AddRange(page["alerts"]!.AsArray().Select(alert => (long)alert!["id"]!));
            after = (string?)page["next"] is { } next ? $"&after={next}" : null;
        }
        while (after is not null);

        Assert.True(whole.Count >= 6);
        Assert.Equal(whole, paged);
    }

    [Theory]
    [InlineData("viewer", "GET", "/api/alerts?after=1.2.3", 400)]
    [InlineData("viewer", "GET", "/api/alerts?after=0.1.9999999999999999999.1", 400)]
    [InlineData(null, "GET", "/api/alerts", 401)]
    [InlineData("viewer", "GET", "/api/alerts?state=all", 200)]
    [InlineData("viewer", "GET", "/api/alerts?severity=critical,warning&limit=5&from=2026-01-01T00:00:00Z", 200)]
    [InlineData("viewer", "GET", "/api/alerts?state=bad", 400)]
    [InlineData("viewer", "GET", "/api/alerts?severity=critical,bad", 400)]
    [InlineData("viewer", "GET", "/api/alerts?from=yesterday", 400)]
    [InlineData("viewer", "GET", "/api/alerts?limit=0", 400)]
    [InlineData("viewer", "GET", "/api/alerts/none", 404)]
    [InlineData("viewer", "POST", "/api/alerts/none/acknowledge", 403)]
    [InlineData("operator", "POST", "/api/alerts/none/acknowledge", 404)]
    [InlineData("viewer", "GET", "/api/silences", 200)]
    [InlineData("viewer", "POST", "/api/silences", 403)]
    [InlineData("operator", "DELETE", "/api/silences/6f9619ff-8b86-d011-b42d-00cf4fc964ff", 404)]
    [InlineData("viewer", "GET", "/api/maintenance", 200)]
    [InlineData("operator", "POST", "/-/reload", 403)]
    [InlineData("admin", "PUT", "/-/reload", 409)]
    [InlineData("viewer", "PUT", "/api/maintenance/6f9619ff-8b86-d011-b42d-00cf4fc964ff", 403)]
    [InlineData("operator", "DELETE", "/api/maintenance/6f9619ff-8b86-d011-b42d-00cf4fc964ff", 404)]
    [InlineData("viewer", "GET", "/api/routing", 200)]
    [InlineData("viewer", "GET", "/api/channels", 200)]
    [InlineData("viewer", "GET", "/api/channels/deliveries", 200)]
    [InlineData("viewer", "GET", "/api/channels/deliveries?limit=501", 400)]
    [InlineData("viewer", "GET", "/api/channels/deliveries?status=late", 400)]
    [InlineData("operator", "POST", "/api/channels/email/test", 403)]
    [InlineData("admin", "POST", "/api/channels/none/test", 404)]
    public async Task Answers_by_role_and_says_what_is_wrong(string? role, string method, string path, int status)
    {
        var (answered, body) = await service.As(role).CallAsync(method, path, method == "POST" ? new { } : null);

        Assert.Equal(status, answered);
        Assert.True(status < 400 || body?["title"] is not null, body?.ToJsonString());
    }

    [Fact]
    public async Task Silences_what_matches_until_it_is_taken_back()
    {
        var fired = Scene.Event("Silenced critical db-7", DateTimeOffset.UtcNow);
        var request = new { matchers = new[] { new { name = "alertname", value = "Silenced", isRegex = false, isEqual = true } }, endsAt = DateTimeOffset.UtcNow.AddHours(1), comment = "moving racks" };
        var (status, silence) = await service.As(Roles.Operator).CallAsync("POST", "/api/silences", request);
        Assert.Equal((201, "active", "some operator"), (status, (string?)silence!["state"], (string?)silence["createdBy"]));

        await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);

        var held = await service.As(Roles.Viewer).UntilAsync($"/api/alerts/{fired.Fingerprint}", story => story["groups"]![0]?["held"] is not null);
        Assert.Equal("silence", (string?)held["groups"]![0]!["held"]!["stage"]);
        Assert.StartsWith("silenced by some operator until", (string?)held["groups"]![0]!["held"]!["reason"], StringComparison.Ordinal);
        Assert.Empty(held["alert"]!["notifications"]!.AsArray());
        var (_, preview) = await service.As(Roles.Viewer).CallAsync("POST", "/api/silences/preview", request);
        Assert.Equal(1, (int)preview!["matching"]!);

        (status, silence) = await service.As(Roles.Operator).CallAsync("DELETE", $"/api/silences/{silence["id"]}");

        Assert.Equal((200, "expired"), (status, (string?)silence!["state"]));
        await service.As(Roles.Viewer).UntilAsync($"/api/alerts/{fired.Fingerprint}", story => story["alert"]!["notifications"]!.AsArray().Count == 3);
    }

    [Fact]
    public async Task Changes_a_silence_by_another_in_its_place()
    {
        var someone = service.As(Roles.Operator);
        var (_, first) = await someone.CallAsync("POST", "/api/silences", Silence("Changed", 1));

        var (status, second) = await someone.CallAsync("PUT", $"/api/silences/{first!["id"]}", Silence("Changed", 5));

        Assert.Equal((201, "active"), (status, (string)second!["state"]!));
        var all = (await service.As(Roles.Viewer).ReadAsync("/api/silences"))["silences"]!.AsArray();
        Assert.Equal(
            [$"{second["id"]} active", $"{first["id"]} expired"],
            all.Where(one => (string)one!["comment"]! == "Changed").Select(one => $"{one!["id"]} {one["state"]}").OrderBy(static one => one.EndsWith("expired", StringComparison.Ordinal)));
        Assert.Equal(404, (await someone.CallAsync("PUT", $"/api/silences/{Guid.NewGuid()}", Silence("Changed", 1))).Status);
        Assert.Equal(400, (await someone.CallAsync("PUT", $"/api/silences/{second["id"]}", Silence("", 1))).Status);

        static object Silence(string comment, int hours) => new { matchers = new[] { new { name = "alertname", value = "Changed" } }, endsAt = DateTimeOffset.UtcNow.AddHours(hours), comment };
    }

    [Fact]
    public async Task Says_when_a_weekly_maintenance_window_comes_next()
    {
        var weekly = new { days = new[] { "sunday" }, start = "02:00", durationMinutes = 60, timeZone = "Asia/Tokyo" };
        var matchers = new[] { new { name = "alertname", value = "Nothing" } };

        var (status, window) = await service.As(Roles.Operator).CallAsync("POST", "/api/maintenance", new { name = "weekly", matchers, weekly });

        Assert.Equal(201, status);
        var (starts, ends) = ((string)window!["next"]!["startsAt"]!, (string)window["next"]!["endsAt"]!);
        Assert.EndsWith("T02:00:00+09:00", starts, StringComparison.Ordinal);
        Assert.EndsWith("T03:00:00+09:00", ends, StringComparison.Ordinal);
        Assert.InRange(DateTimeOffset.Parse(starts, CultureInfo.InvariantCulture), DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(7));
        await service.As(Roles.Operator).CallAsync("DELETE", $"/api/maintenance/{window["id"]}");
    }

    [Fact]
    public async Task Changes_a_maintenance_window_by_another_in_its_place_and_says_what_it_would_hit()
    {
        var someone = service.As(Roles.Operator);
        var fired = Scene.Event("Replaced critical web-1", DateTimeOffset.UtcNow);
        var (_, first) = await someone.CallAsync("POST", "/api/maintenance", Window("first", "Replaced"));
        await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);
        var path = $"/api/alerts/{fired.Fingerprint}";
        await service.As(Roles.Viewer).UntilAsync(path, story => story["groups"]![0]?["held"] is not null);
        var (previewed, preview) = await service.As(Roles.Viewer).CallAsync("POST", "/api/maintenance/preview", Window("", "Replaced"));
        Assert.Equal((200, 1, "Replaced"), (previewed, (int)preview!["matching"]!, (string?)preview["examples"]![0]!["labels"]!["alertname"]));

        // As broad as before under another name: nobody is told in between.
        var (status, second) = await someone.CallAsync("PUT", $"/api/maintenance/{first!["id"]}", Window("second", "Replaced"));

        Assert.Equal((201, "second"), (status, (string?)second!["name"]));
        await service.As(Roles.Viewer).UntilAsync(path, story => ((string?)story["groups"]![0]?["held"]?["reason"])?.Contains("'second'", StringComparison.Ordinal) == true);
        var (late, problem) = await someone.CallAsync("PUT", $"/api/maintenance/{first["id"]}", Window("late", "Replaced"));
        Assert.Equal((404, "No such maintenance window"), (late, (string?)problem!["title"]));
        Assert.Equal(400, (await someone.CallAsync("PUT", $"/api/maintenance/{second["id"]}", Window("", "Replaced"))).Status);
        var names = (await service.As(Roles.Viewer).ReadAsync("/api/maintenance"))["windows"]!.AsArray().Select(one => (string?)one!["name"]).ToList();
        Assert.Equal(["second"], names.Where(name => name is "first" or "second" or "late"));
        Assert.Empty((await service.As(Roles.Viewer).ReadAsync(path))["alert"]!["notifications"]!.AsArray());

        // One that holds back something else lets it speak.
        (status, second) = await someone.CallAsync("PUT", $"/api/maintenance/{second["id"]}", Window("third", "Other"));

        Assert.Equal(201, status);
        await service.As(Roles.Viewer).UntilAsync(path, story => story["alert"]!["notifications"]!.AsArray().Count == 3);
        await someone.CallAsync("DELETE", $"/api/maintenance/{second!["id"]}");

        static object Window(string name, string alert) => new
        {
            name,
            matchers = new[] { new { name = "alertname", value = alert } },
            startsAt = DateTimeOffset.UtcNow.AddHours(-1),
            endsAt = DateTimeOffset.UtcNow.AddHours(1),
        };
    }

    [Theory]
    [InlineData("""{ "matchers": [] }""", "it matches every alert there can be; people would be told of nothing")]
    [InlineData("""{ "matchers": [{ "name": "alertname", "value": "NeverSeen" }] }""", null)]
    public async Task Warns_of_a_maintenance_window_for_everything_and_not_of_one_whose_time_is_to_come(string request, string? warning)
    {
        var (status, preview) = await service.As(Roles.Viewer).CallAsync("POST", "/api/maintenance/preview", JsonNode.Parse(request));

        Assert.Equal((200, warning), (status, (string?)preview!["warning"]));
    }

    [Fact]
    public async Task Says_until_when_things_are_under_maintenance()
    {
        var end = DateTimeOffset.UtcNow.AddHours(1);
        var window = new { name = "lookup", matchers = new[] { new { name = "target", value = "looked-up" } }, startsAt = DateTimeOffset.UtcNow.AddHours(-1), endsAt = end };
        await service.As(Roles.Operator).CallAsync("POST", "/api/maintenance", window);

        var (status, answer) = await service.As(Roles.Viewer).CallAsync("POST", "/api/maintenance/lookup", new { labels = new[] { new { target = "looked-up" }, new { target = "other" } } });

        Assert.Equal(200, status);
        Assert.Equal([end.ToUnixTimeMilliseconds(), null], answer!["until"]!.AsArray().Select(one => one?.GetValue<DateTimeOffset>().ToUnixTimeMilliseconds()));
        Assert.Equal(400, (await service.As(Roles.Viewer).CallAsync("POST", "/api/maintenance/lookup", new { labels = Array.Empty<object>() })).Status);
    }

    [Fact]
    public async Task Keeps_quiet_in_a_maintenance_window_until_it_is_removed()
    {
        var fired = Scene.Event("Maintained critical db-8", DateTimeOffset.UtcNow);
        var (status, window) = await service.As(Roles.Operator).CallAsync("POST", "/api/maintenance", new
        {
            name = "patch day",
            matchers = new[] { new { name = "instance", value = "db-8", isRegex = false, isEqual = true } },
            weekly = new { days = new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }, start = "00:00", durationMinutes = 1440, timeZone = "Europe/Berlin" },
        });
        Assert.Equal(201, status);
        Assert.NotNull(window!["activeUntil"]);

        await service.Intake.FiredAsync(fired, TestContext.Current.CancellationToken);

        var held = await service.As(Roles.Viewer).UntilAsync($"/api/alerts/{fired.Fingerprint}", story => story["groups"]![0]?["held"] is not null);
        Assert.Equal("maintenance", (string?)held["groups"]![0]!["held"]!["stage"]);
        (status, _) = await service.As(Roles.Operator).CallAsync("DELETE", $"/api/maintenance/{window["id"]}");
        Assert.Equal(204, status);
        await service.As(Roles.Viewer).UntilAsync($"/api/alerts/{fired.Fingerprint}", story => story["alert"]!["notifications"]!.AsArray().Count == 3);
    }

    public static TheoryData<string, string> BadRequests => new()
    {
        { "/api/silences", """{ "matchers": [], "endsAt": "2100-01-01T00:00:00Z", "comment": "x" }""" },
        { "/api/silences", """{ "matchers": [{ "name": "a", "value": ".*", "isRegex": true }], "endsAt": "2100-01-01T00:00:00Z", "comment": "x" }""" },
        { "/api/silences", """{ "matchers": [{ "name": "a", "value": "(", "isRegex": true }], "endsAt": "2100-01-01T00:00:00Z", "comment": "x" }""" },
        { "/api/silences", """{ "matchers": [{ "name": "a", "value": "b" }], "endsAt": "2000-01-01T00:00:00Z", "comment": "x" }""" },
        { "/api/silences", """{ "matchers": [{ "name": "a", "value": "b" }], "endsAt": "2100-01-01T00:00:00Z", "comment": "x" }""" },
        { "/api/silences", """{ "matchers": [{ "name": "a", "value": "b" }], "endsAt": "SOON", "comment": " " }""" },
        { "/api/maintenance", """{ "name": "", "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2026-01-02T00:00:00Z" }""" },
        { "/api/maintenance", """{ "name": "x" }""" },
        { "/api/maintenance", """{ "name": "x", "startsAt": "2026-01-02T00:00:00Z", "endsAt": "2026-01-01T00:00:00Z" }""" },
        { "/api/maintenance", """{ "name": "x", "weekly": { "days": ["someday"], "start": "02:00", "durationMinutes": 60 } }""" },
        { "/api/maintenance", """{ "name": "x", "weekly": { "days": ["monday"], "start": "25:00", "durationMinutes": 60 } }""" },
        { "/api/maintenance", """{ "name": "x", "weekly": { "days": ["monday"], "start": "02:00", "durationMinutes": 0 } }""" },
        { "/api/maintenance", """{ "name": "x", "weekly": { "days": ["monday"], "start": "02:00", "durationMinutes": 60, "timeZone": "Mars/Olympus" } }""" },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Refuses_what_would_not_do_what_was_meant(string path, string body)
    {
        var soon = body.Replace("\"SOON\"", $"\"{DateTimeOffset.UtcNow.AddHours(1):O}\"", StringComparison.Ordinal);

        var (status, problem) = await service.As(Roles.Operator).CallAsync("POST", path, JsonNode.Parse(soon));

        Assert.Equal(400, status);
        Assert.NotEmpty(problem!["errors"]!.AsObject());
    }

    [Fact]
    [Trait("feature", "S2-108")]
    public async Task Lists_channels_without_their_secrets_and_tries_them()
    {
        var admin = service.As(Roles.Admin);

        var channels = await admin.ReadAsync("/api/channels");

        Assert.Equal(["email oncall@perfmonitor.localhost", $"slack #performance-alerts at {service.Http.Url}", $"ops {service.Http.Url}", $"sms +4915112345678 through {service.Http.Url}", $"slack-bot #performance-alerts at {service.Http.Url}"], channels["channels"]!.AsArray().Select(channel => $"{channel!["name"]} {channel["destination"]}"));
        Assert.DoesNotContain("secret-part", channels.ToJsonString(), StringComparison.Ordinal);
        foreach (var channel in (string[])["email", "slack", "ops", "sms", "slack-bot"])
        {
            var (status, tried) = await admin.CallAsync("POST", $"/api/channels/{channel}/test");
            Assert.Equal((200, true), (status, (bool)tried!["delivered"]!));
        }

        Assert.Contains(service.Mail.Mails, mail => mail.Header("Subject") == "[TEST] TestNotification");
        Assert.Equal(["/hook/secret-part", "/slack-api/chat.postMessage", "/slack/secret-part", "/sms/2010-04-01/Accounts/AC1/Messages.json"], service.Http.Requests.Where(request => request.Body.Contains("TestNotification", StringComparison.Ordinal)).Select(request => request.Path).Order());
    }

    [Fact]
    public async Task Shows_the_routing_tree_in_use()
    {
        var routing = await service.As(Roles.Viewer).ReadAsync("/api/routing");

        Assert.Equal(["{}/{channel=\"phone-and-bot\"}", "{}/{severity=\"critical\"}", "{}/{severity=\"warning\"}"], routing["route"]!["routes"]!.AsArray().Select(route => (string?)route!["id"]));
        Assert.Equal(["email", "slack", "ops"], routing["route"]!["channels"]!.AsArray().Select(channel => (string?)channel));
        Assert.Equal("{severity=\"critical\"}", (string?)routing["inhibit"]![0]!["source"]);
    }
}
