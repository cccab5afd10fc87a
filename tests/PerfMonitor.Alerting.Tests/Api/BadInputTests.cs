using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Tests.Api;

/// <summary>What people may send by mistake: refused with a sentence that says what, where, and what to do; and nothing else suffers.</summary>
public sealed class BadInputTests(AlertingService service) : IClassFixture<AlertingService>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Refused => new()
    {
        { "POST /api/silences", "{\"matchers\":[]," + Soon, "'matchers' is refused: they match every alert, because each also matches one without the label; add one that does not, such as alertname=\"DiskFull\"." },
        { "POST /api/silences", "{" + Soon, "'matchers' is refused: they match every alert, because each also matches one without the label; add one that does not, such as alertname=\"DiskFull\"." },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\".*\",\"isRegex\":true}]," + Soon, "'matchers' is refused: they match every alert, because each also matches one without the label; add one that does not, such as alertname=\"DiskFull\"." },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\",\"isEqual\":false}]," + Soon, "'matchers' is refused: they match every alert, because each also matches one without the label; add one that does not, such as alertname=\"DiskFull\"." },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"},{\"name\":\"c\",\"value\":\"x(\",\"isRegex\":true}]," + Soon, "'matchers[1].value' is refused: 'x(' is not a regular expression that can be used here: " },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"c\",\"value\":\"(a)\\\\1\",\"isRegex\":true}]," + Soon, "'matchers[0].value' is refused: '(a)\\1' is not a regular expression that can be used here: " },
        { "POST /api/silences", "{\"matchers\":[null]," + Soon, "'matchers[0]' is refused: it is missing; it needs a name and a value." },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"\",\"value\":\"b\"}]," + Soon, "'matchers[0].name' is refused: it is '' and must be 1 to 4096 characters without the character 0." },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\\u0000\"}]," + Soon, "'matchers[0].value' is refused: it is 'b" },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}],\"startsAt\":\"2099-01-02T00:00:00Z\",\"endsAt\":\"2099-01-01T00:00:00Z\",\"comment\":\"x\"}", "'endsAt' is refused: it is '2099-01-01T00:00:00.0000000+00:00' and must be after the start and at most 366 days later." },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}],\"endsAt\":\"2000-01-01T00:00:00Z\",\"comment\":\"x\"}", "'endsAt' is refused: it is '2000-01-01T00:00:00.0000000+00:00' and must be after the start" },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}],\"comment\":\"x\"}", "'endsAt' is refused: it is '' and must be after the start" },
        { "POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}],\"endsAt\":\"tomorrow\",\"comment\":\"x\"}", "The body is not the JSON expected here: look at $.endsAt, line 1, byte " },
        { "POST /api/silences", "{", "The body is not the JSON expected here: look at $, line 1, byte " },
        { "POST /api/silences/preview", "{\"matchers\":[{\"name\":\"a\",\"value\":\"x(\",\"isRegex\":true}]}", "'matchers[0].value' is refused: 'x(' is not a regular expression" },
        { "POST /api/v2/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\".*\",\"isRegex\":true,\"isEqual\":true}]," + Soon, "matchers: they match every alert, because each also matches one without the label; " },
        { "POST /api/v2/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"}],\"endsAt\":\"2000-01-01T00:00:00Z\",\"comment\":\"x\"}", "endsAt: it is '2000-01-01T00:00:00.0000000+00:00' and must be after the start" },
        { "POST /api/maintenance", "{\"name\":\"m\",\"startsAt\":\"2099-01-02T00:00:00Z\",\"endsAt\":\"2099-01-01T00:00:00Z\"}", "'endsAt' is refused: it is '2099-01-01T00:00:00.0000000+00:00' and must be after startsAt and at most 366 days later; give startsAt and endsAt, or daily, weekly or monthly." },
        { "POST /api/maintenance", "{\"name\":\"\",\"startsAt\":\"2099-01-01T00:00:00Z\",\"endsAt\":\"2099-01-02T00:00:00Z\"}", "'name' is refused: it is '' and must be 1 to 200 characters." },
        { "POST /api/maintenance", "{\"name\":\"m\",\"weekly\":{\"days\":[\"sunday\"],\"start\":\"02:00\",\"durationMinutes\":60,\"timeZone\":\"Mars/Olympus\"}}", "'weekly.timeZone' is refused: it is 'Mars/Olympus' and must be an IANA name such as Europe/Berlin that this machine knows." },
        { "POST /api/maintenance", "{\"name\":\"m\",\"weekly\":{\"days\":[\"8\"],\"start\":\"02:00\",\"durationMinutes\":60}}", "'weekly.days[0]' is refused: it is '8' and must be one of monday, tuesday, …." },
        { "POST /api/maintenance", "{\"name\":\"m\",\"weekly\":{\"days\":[null],\"start\":\"02:00\",\"durationMinutes\":60}}", "'weekly.days[0]' is refused: it is '' and must be one of monday, tuesday, …." },
        { "POST /api/maintenance", "{\"name\":\"m\",\"weekly\":{\"days\":[\"sunday\"],\"start\":\"25:00\",\"durationMinutes\":60}}", "'weekly.start' is refused: it is '25:00' and must be a time such as 02:00." },
        { "PUT /api/escalation/policies/p", "{\"steps\":[{\"waitSeconds\":1,\"channels\":[\"pager\"]}]}", "'steps[0].channels[0]' is refused: it is 'pager' and must be a channel that works: " },
        { "PUT /api/escalation/policies/p", "{\"steps\":[null]}", "'steps[0]' is refused: it is missing; it says how long to wait and whom to tell." },
        { "PUT /api/escalation/policies/p", "{\"matchers\":[{\"name\":\"a\",\"value\":\"x(\",\"isRegex\":true}],\"steps\":[{\"waitSeconds\":1,\"channels\":[\"slack\"]}]}", "'matchers[0].value' is refused: 'x(' is not a regular expression" },
        { "PUT /api/escalation/policies/p", "{\"steps\":[{\"waitSeconds\":-1,\"channels\":[\"slack\"]}]}", "'steps[0].waitSeconds' is refused: it is '-1' and must be 0 to 604800." },
        { "PUT /api/escalation/schedules/s", "{\"timeZone\":\"Mars/Olympus\",\"rotations\":[{\"people\":[\"a\"],\"startsOn\":\"2026-03-02\"}]}", "'timeZone' is refused: it is 'Mars/Olympus' and must be an IANA name such as Europe/Berlin that this machine knows." },
        { "PUT /api/escalation/schedules/s", "{\"timeZone\":\"UTC\",\"rotations\":[null]}", "'rotations[0]' is refused: it is missing; it says who takes turns, from which day." },
        { "PUT /api/escalation/schedules/s", "{\"timeZone\":\"UTC\",\"rotations\":[{\"people\":[\"a\"],\"startsOn\":\"2026-03-02\",\"onlyOn\":[\"42\"]}]}", "'rotations[0].onlyOn[0]' is refused: it is '42' and must be one of monday, tuesday, …." },
        { "PUT /api/escalation/people/anna", "{\"ways\":{\"sms\":null}}", "'ways.sms' is refused: it is '' and must be a channel that works: " },
        { "POST /api/escalation/overrides", "{\"schedule\":\"none\",\"person\":\"anna\",\"endsAt\":\"2099-01-01T00:00:00Z\"}", "'schedule' is refused: it is 'none' and must be the name of a schedule." },
        { "POST /api/alerts/f/acknowledge", "{\"until\":\"2000-01-01T00:00:00Z\"}", "'until' is refused: it is '2000-01-01T00:00:00.0000000+00:00' and must be a time to come, at most 30 days from now." },
        { "POST /api/alerts/f/comments", "{\"text\":\" \"}", "'text' is refused: it is '1 characters' and must be 1 to 2000 characters." },
        { "POST /api/alerts/f/verdict", "{\"verdict\":\"perhaps\"}", "'verdict' is refused: it is 'perhaps' and must be real, false or known." },
        { "POST /api/actions/stop", "{\"reason\":\"\"}", "'reason' is refused: it is '' and must be why, in at most 500 characters." },
    };

    // The end is put in when the test runs, so that its name stays the same.
    private static string Soon => "\"endsAt\":\"SOON\",\"comment\":\"x\"}";

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Says_what_is_wrong_and_what_to_do(string call, string body, string words)
    {
        var (status, answer) = await SendAsync(call, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var said = JsonNode.Parse(answer)!;
        Assert.StartsWith(words, said is JsonValue text ? (string)text! : (string?)said["detail"] ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_every_wrong_field_at_once()
    {
        var (status, answer) = await SendAsync("POST /api/silences", "{\"matchers\":[{\"name\":\"a\",\"value\":\"b\"},{\"name\":\"c\"}]}");

        var problem = JsonNode.Parse(answer)!;
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("3 fields are invalid", (string)problem["title"]!);
        Assert.Equal(["matchers[1].value", "endsAt", "comment"], problem["errors"]!.AsObject().Select(static field => field.Key));
        Assert.Equal("It is '' and must be the reason for the silence, in at most 2000 characters.", (string)problem["errors"]!["comment"]![0]!);
    }

    [Fact]
    public async Task Keeps_what_is_unusual_but_allowed()
    {
        var (status, _) = await SendAsync("POST /api/silences", "{\"matchers\":[{\"name\":\"http.route \\\"x\\\"\",\"value\":\"a\\nb\\\\\"}]," + Soon);
        Assert.Equal(HttpStatusCode.Created, status);

        // What is stored is read at every decision; one that could not be would stop all alerts.
        var silences = await service.As(Roles.Viewer).ReadAsync("/api/silences");
        Assert.Contains(silences["silences"]!.AsArray(), silence => (string)silence!["matchers"]![0]!["name"]! == "http.route \"x\"" && (string)silence["matchers"]![0]!["value"]! == "a\nb\\");
        await service.Intake.FiredAsync(Acceptance.Scene.Event("Unusual critical web-1", DateTimeOffset.UtcNow), Token);
        await service.As(Roles.Viewer).UntilAsync("/api/alerts/Unusual-Critical-web-1", story => story["timeline"]!.AsArray().Any(entry => (string)entry!["kind"]! == "delivered"));
        (status, _) = await SendAsync("POST /api/alerts/Unusual-Critical-web-1/comments", "{\"text\":\"a\\u0000b\"}");
        Assert.Equal(HttpStatusCode.NoContent, status);
    }

    [Fact]
    public async Task Shows_no_secret_that_a_server_repeats()
    {
        service.Http.Answer = async context =>
        {
            context.Response.StatusCode = 404;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"Cannot {context.Request.Method} {context.Request.Path} with {context.Request.Headers.Authorization}"), Token);
        };
        await service.Intake.FiredAsync(Acceptance.Scene.Event("Repeated critical web-1", DateTimeOffset.UtcNow), Token);

        var story = await service.As(Roles.Viewer).UntilAsync("/api/alerts/Repeated-Critical-web-1", answer => answer["timeline"]!.AsArray().Count(entry => (string)entry!["kind"]! == "deliveryFailed") >= 2);
        var log = await service.As(Roles.Viewer).ReadAsync("/api/channels/deliveries?channel=ops&status=all");

        Assert.Contains("404 Cannot POST …", story.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-part", story.ToJsonString() + log.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string call, string body)
    {
        var words = call.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(words[0]), words[1]) { Content = new StringContent(body.Replace("SOON", $"{DateTimeOffset.UtcNow.AddHours(1):O}", StringComparison.Ordinal), Encoding.UTF8, "application/json") };
        using var answer = await service.As(Roles.Operator).SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
