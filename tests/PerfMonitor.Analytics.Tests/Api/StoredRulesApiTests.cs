using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class StoredRulesApiTests(RuleWritingHost host) : IClassFixture<RuleWritingHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("feature", "S2-104")]
    [Trait("feature", "S2-04")]
    [Trait("feature", "S1-32")]
    public async Task Makes_changes_and_removes_a_rule_and_keeps_its_versions()
    {
        host.NeedsDatabase();
        var (status, made) = await CallAsync(host.Operator, "POST", "/api/alerts", """{"name":"QueueLong","metric":"queue_length","threshold":100,"severity":"critical"}""");
        Assert.Equal((HttpStatusCode.Created, 1, true, "me"), (status, (int)made!["version"]!, (bool)made["enabled"]!, (string)made["updatedBy"]!));
        var id = (string)made["id"]!;
        Assert.Equal("(queue_length) > 100", InForce(id)!.Expression.Text);

        (status, var changed) = await CallAsync(host.Operator, "PUT", $"/api/v1/rules/{id}?version=1", """{"name":"QueueLong","metric":"queue_length","threshold":150}""");
        Assert.Equal((HttpStatusCode.OK, 2), (status, (int)changed!["version"]!));
        Assert.Equal("(queue_length) > 150", InForce(id)!.Expression.Text);

        (status, var conflict) = await CallAsync(host.Operator, "PUT", $"/api/v1/rules/{id}?version=1", """{"name":"QueueLong","metric":"queue_length","threshold":200}""");
        Assert.Equal((HttpStatusCode.Conflict, "The rule has been changed since: it is at version 2. Read it again and repeat the change."), (status, (string)conflict!["detail"]!));

        (status, _) = await CallAsync(host.Operator, "PUT", $"/api/v1/rules/{id}?version=2", """{"name":"QueueLong","metric":"queue_length","threshold":150,"enabled":false}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null(InForce(id));

        (status, _) = await CallAsync(host.Operator, "DELETE", $"/api/v1/rules/{id}");
        Assert.Equal(HttpStatusCode.NoContent, status);
        var (_, history) = await CallAsync(host.Viewer, "GET", $"/api/v1/rules/stored/{id}");
        Assert.Equal(["4 -", "3 150", "2 150", "1 100"], history!["versions"]!.AsArray().Select(version => $"{version!["version"]} {version["draft"]?["threshold"]?.ToString() ?? "-"}"));
        (status, _) = await CallAsync(host.Operator, "DELETE", $"/api/v1/rules/{id}");
        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task Tells_of_a_rule_in_force_what_it_has_beyond_Prometheus_format()
    {
        host.NeedsDatabase();
        var (status, made) = await CallAsync(host.Operator, "POST", "/api/v1/rules", """{"name":"Told","metric":"told","threshold":100,"recoveryThreshold":80,"noData":{"for":"5m"},"interval":"15s","limit":7}""");
        Assert.Equal(HttpStatusCode.Created, status);

        var (_, answer) = await CallAsync(host.Viewer, "GET", "/api/v1/rules?rule_name[]=Told");

        var group = Assert.Single(answer!["data"]!["groups"]!.AsArray())!;
        Assert.Equal((15, 7), ((double)group["ownInterval"]!, (int)group["limit"]!));
        Assert.Equal(["""{"recovery_threshold":80,"no_data":{"for":"5m"}}""", null], group["rules"]!.AsArray().Select(static rule => rule!["x-perfmonitor"]?.ToJsonString()));
        (status, _) = await CallAsync(host.Operator, "DELETE", $"/api/v1/rules/{made!["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    [Fact]
    public async Task Gives_the_value_of_each_alert_by_its_fingerprint()
    {
        host.NeedsDatabase();
        var (_, made) = await CallAsync(host.Operator, "POST", "/api/v1/rules", """{"name":"Valued","metric":"valued","threshold":1}""");
        var (rule, board) = (InForce((string)made!["id"]!)!, host.Service<RuleBoard>());
        AlertInstance[] alerts = [Alert("a", 3), Alert("b", 4)];
        board.IsLeader = true;
        board.Evaluated(rule, new RuleStatus(host.Road.Clock.GetUtcNow(), TimeSpan.Zero, null, alerts));

        var (_, all) = await CallAsync(host.Viewer, "GET", "/api/v1/alerts");
        var (_, one) = await CallAsync(host.Viewer, "GET", $"/api/v1/alerts?fingerprint={alerts[1].Fingerprint}");

        board.IsLeader = false;
        Assert.Equal([$"{alerts[0].Fingerprint} 3", $"{alerts[1].Fingerprint} 4"], Values(all));
        Assert.Equal([$"{alerts[1].Fingerprint} 4"], Values(one));
        await CallAsync(host.Operator, "DELETE", $"/api/v1/rules/{made["id"]}");

        static IEnumerable<string> Values(JsonNode? answer) => answer!["data"]!["alerts"]!.AsArray().Select(static alert => $"{alert!["fingerprint"]} {alert["value"]}");

        AlertInstance Alert(string job, double value) => new()
        {
            Labels = LabelSet.Create([new Label("alertname", "Valued"), new Label("job", job)]),
            Annotations = new Dictionary<string, string>(),
            Value = value,
            State = AlertState.Firing,
            ActiveSince = host.Road.Clock.GetUtcNow(),
        };
    }

    [Fact]
    public async Task Refuses_a_broken_rule_with_every_error_and_stores_nothing()
    {
        host.NeedsDatabase();
        var (status, problem) = await CallAsync(host.Operator, "POST", "/api/v1/rules", """{"rule":{"alert":"A","expr":"sum(","for":"soon"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["rule.expr", "rule.for"], problem!["errors"]!.AsObject().Select(static field => field.Key));
        Assert.Contains("'for' must be a duration like 30s, 5m, 1h30m or 2d, not 'soon'", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_viewers_look_and_nobody_else_write()
    {
        host.NeedsDatabase();
        var (viewer, _) = await CallAsync(host.Viewer, "POST", "/api/v1/rules", """{"name":"A","metric":"x","threshold":1}""");
        var (stranger, _) = await CallAsync(host.Stranger, "GET", "/api/v1/rules/stored");
        var (list, _) = await CallAsync(host.Viewer, "GET", "/api/v1/rules/stored");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (viewer, stranger, list));
    }

    [Fact]
    public async Task Shows_what_a_rule_becomes_without_storing_it()
    {
        var (_, check) = await CallAsync(host.Viewer, "POST", "/api/v1/rules/check", """{"rule":{"alert":"A","expr":"x > 2","x-perfmonitor":{"approaching":{"threshold":1}}}}""");

        Assert.Empty(check!["errors"]!.AsObject());
        Assert.Equal(["x > 2 2 ", "x > (1) 1 approaching"], check["rules"]!.AsArray().Select(rule => $"{rule!["query"]} {rule["threshold"]} {rule["labels"]!["rule_state"]}"));
    }

    [Fact]
    [Trait("feature", "S2-113")]
    public async Task Proposes_a_threshold_from_the_values_of_a_period()
    {
        var series = LabelSet.Create("proposed_for", [new Label("job", "a")]);
        await host.Road.AcceptAsync(series, [.. Enumerable.Range(0, 200).Select(i => new Sample(host.Road.NowMs - (15_000L * (199 - i)), i))]);

        var (status, proposal) = await CallAsync(host.Viewer, "POST", "/api/v1/rules/propose", """{"metric":"proposed_for","range":"49m45s","percentile":99}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((198.0, ">", 1, 200, 99.5), ((double)proposal!["threshold"]!, (string)proposal["comparison"]!, (int)proposal["series"]!, (int)proposal["values"]!, (double)proposal["percentiles"]!["p50"]!));
    }

    [Theory]
    [InlineData(0.98765, true, 0.988)]
    [InlineData(0.98765, false, 0.987)]
    [InlineData(12345, true, 12400)]
    [InlineData(-12345, true, -12300)]
    [InlineData(0.5, true, 0.5)]
    [InlineData(0, true, 0)]
    public void Rounds_a_proposal_away_from_the_usual_values(double value, bool up, double expected) => Assert.Equal(expected, ThresholdProposals.Round(value, up), 10);

    [Fact]
    public async Task Backtests_a_rule_through_the_pipeline_of_alerting()
    {
        var series = LabelSet.Create("tested", [new Label("job", "a")]);
        var start = host.Road.NowMs - (99 * 15_000L);
        await host.Road.AcceptAsync(series, [.. Enumerable.Range(0, 100).Select(i => new Sample(start + (i * 15_000L), i is >= 20 and < 40 ? 9 : 1))]);
        var asked = new JsonObject();
        host.AlertingServer.Answer = async context =>
        {
            asked = JsonNode.Parse(host.AlertingServer.Requests[^1].Body)!.AsObject();
            await context.Response.WriteAsJsonAsync(ToldAtOnce(asked), Token);
        };
        var incident = DateTimeOffset.FromUnixTimeMilliseconds(start + (20 * 15_000L));

        var (status, answer) = await CallAsync(host.Viewer, "POST", "/api/v1/rules/backtest", string.Create(CultureInfo.InvariantCulture, $$"""
            {"draft":{"name":"A","metric":"tested","threshold":5,"for":"30s"},"from":"{{DateTimeOffset.FromUnixTimeMilliseconds(start):O}}","to":"{{host.Road.Clock.GetUtcNow():O}}",
             "incidents":[{"from":"{{incident:O}}","to":"{{incident.AddMinutes(5):O}}","name":"outage"}],"thresholds":[8,10]}
            """));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("1 notification, 0 at night, 1 of 1 marked incident found, median delay 30s", (string)answer!["summary"]!);
        var alert = Assert.Single(answer["alerts"]!.AsArray())!;
        Assert.Equal((incident.AddSeconds(30), incident.AddMinutes(5)), ((DateTimeOffset)alert["firedAt"]!, (DateTimeOffset)alert["resolvedAt"]!));
        Assert.Equal(["8: 1 notification, 0 at night, 1 of 1 marked incident found, median delay 30s", "10: 0 notifications, 0 at night, 0 of 1 marked incident found"], answer["sweep"]!.AsArray().Select(point => $"{point!["threshold"]}: {point["summary"]}"));
        Assert.Equal(["(tested) > (8)", "(tested) > (10)"], answer["sweep"]!.AsArray().Select(point => (string)point!["expression"]!));
        Assert.Equal(3, asked["runs"]!.AsArray().Count);
    }

    [Fact]
    public async Task Counts_the_same_alerts_at_the_threshold_of_a_rule_and_at_others()
    {
        var series = LabelSet.Create("warned", [new Label("job", "a")]);
        var start = host.Road.NowMs - (99 * 15_000L);
        await host.Road.AcceptAsync(series, [.. Enumerable.Range(0, 100).Select(i => new Sample(start + (i * 15_000L), i is >= 20 and < 40 ? 9 : i is >= 10 and < 50 ? 4 : 1))]);
        host.AlertingServer.Answer = context => context.Response.WriteAsJsonAsync(ToldAtOnce(JsonNode.Parse(host.AlertingServer.Requests[^1].Body)!.AsObject()), Token);

        var (status, answer) = await CallAsync(host.Viewer, "POST", "/api/v1/rules/backtest", string.Create(CultureInfo.InvariantCulture, $$"""
            {"draft":{"rule":{"alert":"A","expr":"warned > 5","x-perfmonitor":{"approaching":{"threshold":3},"no_data":{"for":"1m"} } } },"from":"{{DateTimeOffset.FromUnixTimeMilliseconds(start):O}}","to":"{{host.Road.Clock.GetUtcNow():O}}",
             "thresholds":[2,5,8,20]}
            """));

        Assert.Equal(HttpStatusCode.OK, status);
        string[] own = ["10-50 approaching", "20-40 "];
        Assert.Equal("2 notifications, 0 at night", (string)answer!["summary"]!);
        Assert.Equal(own, Firing(answer));
        Assert.Equal(
            ["2: 2 notifications, 0 at night; 0-100 approaching, 10-50 ", $"5: 2 notifications, 0 at night; {string.Join(", ", own)}", "8: 2 notifications, 0 at night; 20-40 , 20-40 approaching", "20: 0 notifications, 0 at night; "],
            answer["sweep"]!.AsArray().Select(point => $"{point!["threshold"]}: {point["summary"]}; {string.Join(", ", Firing(point))}"));
        Assert.Equal(answer["told"]!.ToJsonString(), answer["sweep"]![1]!["told"]!.ToJsonString());

        IEnumerable<string> Firing(JsonNode of) => of["firing"]!.AsArray().Select(time => $"{Step(time!["from"])}-{(time["to"] is null ? 100 : Step(time["to"]))} {time["state"]}").Order(StringComparer.Ordinal);

        long Step(JsonNode? at) => (((DateTimeOffset)at!).ToUnixTimeMilliseconds() - start) / 15_000;
    }

    [Fact]
    public async Task Shows_alerts_alone_while_alerting_is_away()
    {
        host.AlertingServer.Answer = static context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        var (status, answer) = await CallAsync(host.Viewer, "POST", "/api/v1/rules/backtest", """{"draft":{"name":"A","metric":"vector(1)","threshold":0},"from":"2026-01-05T11:00:00Z"}""");

        Assert.Equal((HttpStatusCode.OK, 1, 0), (status, answer!["alerts"]!.AsArray().Count, answer["notifications"]!.AsArray().Count));
        Assert.StartsWith("alerting has no answer, so only alerts are shown, no notifications: ", (string)answer["remarks"]![0]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "'draft' is missing: the rule to test; 'from' must be a time before 'to'")]
    [InlineData("""{"draft":{"name":"A","metric":"x","threshold":0},"from":"2026-01-05T11:00:00Z","step":"often","timeZone":"Atlantis"}""", "'timeZone' is 'Atlantis'; it must be an IANA name such as Europe/Berlin; 'step' is 'often'; it must be a duration such as 15s or 1m")]
    [InlineData("""{"draft":{"name":"A","metric":"x","threshold":0},"from":"2020-01-05T11:00:00Z","step":"1s"}""", "189392400 evaluations; a back-test has 1 to 1099999: take a longer step or a shorter time")]
    [InlineData("""{"draft":{"rule":{"record":"a:b","expr":"x"}},"from":"2026-01-05T11:00:00Z"}""", "a recording rule notifies nobody; only alerts can be back-tested")]
    public async Task Refuses_a_back_test_it_cannot_run(string body, string detail)
    {
        var (status, problem) = await CallAsync(host.Viewer, "POST", "/api/v1/rules/backtest", body);

        Assert.Equal((HttpStatusCode.BadRequest, detail), (status, (string)problem!["detail"]!));
    }

    /// <summary>An answer of alerting that tells of each alert by itself, when it fires.</summary>
    private static object ToldAtOnce(JsonObject asked) => new
    {
        runs = asked["runs"]!.AsArray().Select(run => new
        {
            told = run!["fired"]!.AsArray().Select(fired => new { at = (string)fired!["firedAt"]!, groupKey = "g", reason = "firstNotification", reasonText = "new", channels = new[] { "email" }, firing = new[] { (string)fired["eventId"]! }, resolved = Array.Empty<string>() }),
            held = Array.Empty<object>(),
            isCut = false,
        }),
    };

    private AlertRule? InForce(string id) =>
        host.Service<RulesInForce>().Book.Groups.Where(group => group.File == $"api/{id}").SelectMany(group => group.Rules).Cast<AlertRule>().SingleOrDefault();

    private static async Task<(HttpStatusCode Status, JsonNode? Body)> CallAsync(HttpClient client, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        using var response = await client.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
