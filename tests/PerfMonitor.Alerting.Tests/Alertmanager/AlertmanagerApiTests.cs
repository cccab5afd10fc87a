using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Tests.Api;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>What amtool 0.25 and Prometheus 2.42 send, recorded, against the whole service.</summary>
public sealed class AlertmanagerApiTests(AlertingService service) : IClassFixture<AlertingService>
{
    [Fact]
    public async Task Takes_an_alert_from_amtool_and_shows_it()
    {
        var (status, _) = await PostAsync("/api/v2/alerts",
            """[{"annotations":{"summary":"disk is full"},"endsAt":"0001-01-01T00:00:00.000Z","startsAt":"0001-01-01T00:00:00.000Z","generatorURL":"http://prom:9090/graph?g0.expr=up+%3D%3D+0","labels":{"alertname":"DiskFull","instance":"db-1","severity":"critical"}}]""");

        Assert.Equal(200, status);
        var shown = Assert.Single((await service.As(Roles.Viewer).ReadAsync("/api/v2/alerts?active=true&filter=alertname%3D%22DiskFull%22&inhibited=false&silenced=false&unprocessed=false")).AsArray())!;
        Assert.Equal(
            ("9556f853bb27ef8b", "active", "email+slack+ops", "disk is full", "https://perf.example/dashboard/alerts/9556f853bb27ef8b"),
            ((string?)shown["fingerprint"], (string?)shown["status"]!["state"], (string?)shown["receivers"]![0]!["name"], (string?)shown["annotations"]!["summary"], (string?)shown["generatorURL"]));
        Assert.All(((string[])["startsAt", "updatedAt", "endsAt"]).Select(time => (string)shown[time]!), time => Assert.EndsWith("Z", time, StringComparison.Ordinal));
        var group = Assert.Single((await service.As(Roles.Viewer).ReadAsync("/api/v2/alerts/groups?filter=alertname%3D%22DiskFull%22")).AsArray())!;
        Assert.Equal("""{"alertname":"DiskFull","instance":"db-1"}""", group["labels"]!.ToJsonString());
        var story = await service.As(Roles.Viewer).UntilAsync("/api/alerts/9556f853bb27ef8b", story => story["alert"]!["notifications"]!.AsArray().Count == 3);
        Assert.Equal(("up == 0", "external"), ((string?)story["alert"]!["expression"], (string?)story["alert"]!["ruleGroup"]));
    }

    [Fact]
    public async Task Puts_the_end_off_with_each_report_and_ends_with_the_last()
    {
        string Report(TimeSpan end) =>
            $$"""[{"labels":{"alertname":"Reported","severity":"warning"},"annotations":{},"startsAt":"{{Time(TimeSpan.FromMinutes(-1))}}","endsAt":"{{Time(end)}}","generatorURL":"http://prom/graph"}]""";

        await PostAsync("/api/v2/alerts", Report(TimeSpan.FromMinutes(4)));
        await PostAsync("/api/v2/alerts", Report(TimeSpan.FromMinutes(5)));
        var fingerprint = await FingerprintAsync("Reported");
        Assert.Single((await service.As(Roles.Viewer).ReadAsync($"/api/alerts/{fingerprint}"))["episodes"]!.AsArray());

        await PostAsync("/api/v2/alerts", Report(TimeSpan.FromSeconds(-1)));

        var story = await service.As(Roles.Viewer).ReadAsync($"/api/alerts/{fingerprint}");
        Assert.Equal(("resolved", "reported as resolved"), ((string?)story["alert"]!["state"], (string?)story["alert"]!["endReason"]));
        await PostAsync("/api/v2/alerts", Report(TimeSpan.FromMinutes(4)));
        Assert.Equal(["firing", "resolved"], (await service.As(Roles.Viewer).ReadAsync($"/api/alerts/{fingerprint}"))["episodes"]!.AsArray().Select(episode => (string?)episode!["state"]));
    }

    [Fact]
    public async Task Takes_names_and_values_of_any_text_and_lets_them_be_found()
    {
        var (status, _) = await PostAsync("/api/v2/alerts", """[{"labels":{"alertname":"Odd","http.route":"/pay","späť":"a\u0000b","0":"1"},"annotations":{"a b":"c\u0000"}}]""");

        Assert.Equal(200, status);
        var shown = Assert.Single((await service.As(Roles.Viewer).ReadAsync("/api/v2/alerts?filter=%22http.route%22%3D%22/pay%22")).AsArray())!;
        Assert.Equal(("a\uFFFDb", "1", "c\uFFFD"), ((string?)shown["labels"]!["späť"], (string?)shown["labels"]!["0"], (string?)shown["annotations"]!["a b"]));
    }

    [Fact]
    public async Task Ends_what_nobody_reports_any_more()
    {
        // The first answer of a service that has just started may take longer than the alert lasts.
        await service.As(Roles.Viewer).ReadAsync("/api/v2/alerts");
        await PostAsync("/api/v2/alerts", $$"""[{"labels":{"alertname":"Forgotten"},"startsAt":"{{Time(TimeSpan.FromMinutes(-1))}}","endsAt":"{{Time(TimeSpan.FromSeconds(2))}}"}]""");
        var fingerprint = LabelFingerprint.Of(new Dictionary<string, string> { ["alertname"] = "Forgotten" });

        var story = await service.As(Roles.Viewer).UntilAsync($"/api/alerts/{fingerprint}", story => (string?)story["alert"]!["state"] == "resolved");

        Assert.Equal("not reported any more", (string?)story["alert"]!["endReason"]);
    }

    [Fact]
    public async Task Takes_what_it_can_of_a_flood_and_names_the_rest()
    {
        var flood = string.Join(',', Enumerable.Range(0, 30).Select(i => $$$"""{"labels":{"alertname":"Flood","instance":"web-{{{i:00}}}","severity":"info"}}"""));

        var (status, body) = await PostAsync("/api/v2/alerts", $"[{{\"labels\":{{}}}},{flood}]");

        Assert.Equal(400, status);
        var text = (string)body!;
        Assert.StartsWith("an alert has no label with a value; at least alertname is needed; ", text, StringComparison.Ordinal);
        Assert.EndsWith("of 31 refused: 20 reported alerts are open already (Alertmanager:MostAlerts)", text, StringComparison.Ordinal);
        var taken = (await service.As(Roles.Viewer).ReadAsync("/api/v2/alerts?filter=alertname%3DFlood")).AsArray();
        Assert.InRange(taken.Count, 1, 20);

        // What is known goes on although nothing new is taken.
        (status, _) = await PostAsync("/api/v2/alerts", $"[{{\"labels\":{taken[0]!["labels"]!.ToJsonString()}}}]");
        Assert.Equal(200, status);
        var over = string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""{"labels":{"alertname":"Flood","instance":"web-{{i:00}}","severity":"info"},"endsAt":"{{Time(TimeSpan.FromSeconds(-1))}}"}"""));
        (status, _) = await PostAsync("/api/v2/alerts", $"[{over}]");
        Assert.Equal(200, status);
        Assert.Empty((await service.As(Roles.Viewer).ReadAsync("/api/v2/alerts?filter=alertname%3DFlood")).AsArray());
    }

    [Fact]
    public async Task Lets_amtool_silence_find_change_and_expire()
    {
        var body = $$"""{"comment":"moving racks","createdBy":"root","endsAt":"{{Time(TimeSpan.FromHours(1))}}","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"Racks"}],"startsAt":"{{Time(TimeSpan.Zero)}}"}""";
        var (status, made) = await PostAsync("/api/v2/silences", body);
        Assert.Equal(200, status);
        var id = (string)made!["silenceID"]!;
        var viewer = service.As(Roles.Viewer);

        var shown = Assert.Single((await viewer.ReadAsync("/api/v2/silences?filter=alertname%3D%22Racks%22")).AsArray())!;
        Assert.Equal((id, "active", "root (some operator)", "moving racks"), ((string?)shown["id"], (string?)shown["status"]!["state"], (string?)shown["createdBy"], (string?)shown["comment"]));
        Assert.Equal("""[{"name":"alertname","value":"Racks","isRegex":false,"isEqual":true}]""", shown["matchers"]!.ToJsonString());
        Assert.Equal(id, (string?)(await viewer.ReadAsync($"/api/v2/silence/{id}"))["id"]);

        (status, made) = await PostAsync("/api/v2/silences", body.Replace("{\"comment\"", $"{{\"id\":\"{id}\",\"comment\"", StringComparison.Ordinal).Replace("racks\"", "racks, still\"", StringComparison.Ordinal));
        var changed = (string)made!["silenceID"]!;
        Assert.Equal((200, "expired", "moving racks, still"), (status, (string?)(await viewer.ReadAsync($"/api/v2/silence/{id}"))["status"]!["state"], (string?)(await viewer.ReadAsync($"/api/v2/silence/{changed}"))["comment"]));

        Assert.Equal(200, (await service.As(Roles.Operator).CallAsync("DELETE", $"/api/v2/silence/{changed}")).Status);
        Assert.Equal("expired", (string?)(await viewer.ReadAsync($"/api/v2/silence/{changed}"))["status"]!["state"]);
    }

    [Theory]
    [InlineData("viewer", "GET", "/api/v2/status", null, 200)]
    [InlineData("viewer", "GET", "/api/v2/receivers", null, 200)]
    [InlineData("viewer", "GET", "/api/v2/alerts?filter=bad(", null, 400)]
    [InlineData("viewer", "GET", "/api/v2/silences?filter=bad(", null, 400)]
    [InlineData("viewer", "POST", "/api/v2/alerts", "[]", 403)]
    [InlineData("operator", "POST", "/api/v2/alerts", "[]", 200)]
    [InlineData("operator", "POST", "/api/v2/silences", """{"matchers":[],"comment":"x","endsAt":"2100-01-01T00:00:00Z"}""", 400)]
    [InlineData("operator", "POST", "/api/v2/silences", """{"matchers":[{"name":"a","value":"b"}],"endsAt":"2000-01-01T00:00:00Z","comment":"x"}""", 400)]
    [InlineData("viewer", "POST", "/api/v2/silences", "{}", 403)]
    [InlineData("viewer", "GET", "/api/v2/silence/6f9619ff-8b86-d011-b42d-00cf4fc964ff", null, 404)]
    [InlineData("operator", "DELETE", "/api/v2/silence/6f9619ff-8b86-d011-b42d-00cf4fc964ff", null, 404)]
    [InlineData("viewer", "DELETE", "/api/v2/silence/6f9619ff-8b86-d011-b42d-00cf4fc964ff", null, 403)]
    public async Task Answers_by_role(string role, string method, string path, string? body, int status) =>
        Assert.Equal(status, (await service.As(role).CallAsync(method, path, body is null ? null : JsonNode.Parse(body))).Status);

    private async Task<string> FingerprintAsync(string name) =>
        (string)(await service.As(Roles.Viewer).ReadAsync($"/api/v2/alerts?filter=alertname%3D{name}")).AsArray().Single()!["fingerprint"]!;

    private async Task<(int Status, JsonNode? Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await service.As(Roles.Operator).PostAsync(path, content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    private static string Time(TimeSpan fromNow) => (DateTimeOffset.UtcNow + fromNow).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
