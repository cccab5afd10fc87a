using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfMonitor.Web.Live.Appraisal;

namespace PerfMonitor.Web.Tests.Live.Appraisal;

public class JudgementTests
{
    // As analytics writes them, what the page does not need left out.
    private const string Scores = """
        {"time":"2026-01-05T12:00:00+00:00","health":{"value":94.2,"parts":[{"name":"latency","weight":0.2,"value":71,"reason":"r"}],"reason":"every part is measured"},
        "optimization":{"value":null,"parts":[],"reason":"not enough data"},"satisfaction":null,"satisfactionReason":"no response times were measured"}
        """;

    private const string Comparison = """
        {"baseline":{"name":"initial","version":1,"from":"2026-01-05T11:00:00+00:00","to":"2026-01-05T11:10:00+00:00","source":"automatic","run":null},
        "components":[
        {"name":"throughput","role":"throughput","unit":"ops/s","better":"higher","before":{"count":60,"median":476},"after":{"count":30,"median":876.8},"improvementPercent":84.2,"lowPercent":80,"highPercent":88,"significance":{"verdict":"higher","pValue":0.0001,"isSignificant":true},"reason":"higher"},
        {"name":"memory","role":"memory","unit":"MB","better":"lower","before":null,"after":null,"improvementPercent":null,"lowPercent":null,"highPercent":null,"significance":{"verdict":"notEnoughData","pValue":null,"isSignificant":false},"reason":"not enough data before: 0 of 12 needed"}],
        "overall":{"percent":null,"reason":"not known without memory, cpu, communication"},
        "obstacle":{"kind":"incomplete","reason":"not known without memory, cpu, communication","known":1,"needed":4,"missing":["memory","cpu","communication"]}}
        """;

    [Fact]
    [Trait("feature", "S1-13")]
    [Trait("feature", "S1-18")]
    [Trait("feature", "S1-20")]
    [Trait("feature", "S1-21")]
    [Trait("feature", "S1-22")]
    public async Task Of_analytics_reaches_the_frame()
    {
        var judgement = await AskAsync(path => (HttpStatusCode.OK, path == "/api/v1/scores" ? Scores : Comparison));

        var frame = Frame(judgement);

        Assert.Equal(94.2, (double)frame["scores"]!["health"]!["value"]!);
        Assert.Equal(71, (double)frame["scores"]!["health"]!["parts"]![0]!["value"]!);
        var impact = frame["optimization_impact"]!.AsObject();
        Assert.Equal(
            ["overall_effectiveness", "throughput_improvement", "memory_efficiency", "cpu_efficiency", "communication_speed", "reason", "obstacle", "baseline", "components"],
            impact.Select(field => field.Key));
        Assert.Equal((84.2, null, null), ((double?)impact["throughput_improvement"], (double?)impact["memory_efficiency"], (double?)impact["overall_effectiveness"]));
        Assert.Equal((876.8, 30, true), ((double)impact["components"]![0]!["after"]!["median"]!, (int)impact["components"]![0]!["after"]!["count"]!, (bool)impact["components"]![0]!["significance"]!["isSignificant"]!));
        Assert.Equal("initial", (string)impact["baseline"]!["name"]!);
        Assert.Equal("""{"kind":"incomplete","reason":"not known without memory, cpu, communication","known":1,"needed":4,"missing":["memory","cpu","communication"]}""", impact["obstacle"]!.ToJsonString());
    }

    [Fact]
    public async Task Says_why_there_is_no_comparison()
    {
        var judgement = await AskAsync(path => path == "/api/v1/scores" ? (HttpStatusCode.OK, Scores) : (HttpStatusCode.NotFound, """{"detail":"There is no baseline 'release'."}"""));

        Assert.Equal("There is no baseline 'release'.", (string)Frame(judgement)["optimization_impact"]!["reason"]!);
        Assert.Equal("unavailable", (string)Frame(judgement)["optimization_impact"]!["obstacle"]!["kind"]!);
    }

    [Fact]
    [Trait("feature", "S1-18")]
    public async Task Hands_on_what_stands_in_the_way_of_a_comparison()
    {
        var judgement = await AskAsync(path => path == "/api/v1/scores"
            ? (HttpStatusCode.OK, Scores)
            : (HttpStatusCode.NotFound, """{"detail":"so far cpu has 12 of 48","obstacle":{"kind":"gathering","reason":"so far cpu has 12 of 48","known":12,"needed":48,"missing":["cpu"]}}"""));

        Assert.Equal(
            """{"reason":"so far cpu has 12 of 48","obstacle":{"kind":"gathering","reason":"so far cpu has 12 of 48","known":12,"needed":48,"missing":["cpu"]}}""",
            Frame(judgement)["optimization_impact"]!.ToJsonString());
    }

    [Fact]
    public async Task Is_unknown_while_analytics_is_away_or_answers_nonsense()
    {
        var away = await AskAsync(_ => throw new HttpRequestException("refused"));
        var nonsense = await AskAsync(_ => (HttpStatusCode.OK, "<html>"));

        Assert.Equal(new Judgement(null, null, new ImpactObstacle("unavailable", "analytics cannot be asked: refused")), away);
        Assert.Null(nonsense.Scores);
        Assert.StartsWith("analytics cannot be asked: ", nonsense.NoImpact!.Reason, StringComparison.Ordinal);
    }

    private static JsonNode Frame(Judgement judgement)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            JudgementFrame.Write(json, judgement);
            json.WriteEndObject();
        }

        return JsonNode.Parse(Encoding.UTF8.GetString(buffer.ToArray()))!;
    }

    private static async Task<Judgement> AskAsync(Func<string, (HttpStatusCode Status, string Body)> answer)
    {
        using var http = new HttpClient(new Answering(answer)) { BaseAddress = new Uri("http://analytics") };
        return await new AppraisalClient(http).AskAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Answering(Func<string, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answer(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        }
    }
}
