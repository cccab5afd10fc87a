using System.Text;
using PerfMonitor.Web.Live.Prometheus;
using PerfMonitor.Web.Live.Queries;
using PerfMonitor.Web.Tests.Fakes;

namespace PerfMonitor.Web.Tests.Live.Queries;

public class QueryFramesTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { "success", """{"type":"query","id":"1","query":"up == 1","timestamp":1000,"result":[{"metric":{},"value":[1,"NaN"]}]}""" },
        { "refused", """{"type":"query","id":"1","query":"up == 1","timestamp":1000,"error":"no such function"}""" },
        { "away", """{"type":"query","id":"1","query":"up == 1","timestamp":1000,"error":"analytics answered 503","stale":true}""" },
        { "large", """{"type":"query","id":"1","query":"up == 1","timestamp":1000,"error":"The result has more than 1048576 bytes. Aggregate it, or narrow the selector."}""" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Head_and_body_make_one_json_object(string answer, string json)
    {
        PrometheusAnswer given = answer switch
        {
            "success" => FakePrometheus.Vector("""[{"metric":{},"value":[1,"NaN"]}]"""),
            "refused" => new PrometheusAnswer.Refused("no such function"),
            "away" => new PrometheusAnswer.Away("analytics answered 503"),
            _ => FakePrometheus.Vector($"[\"{new string('x', QueryFrames.LargestResult)}\"]"),
        };

        var head = QueryFrames.Head("1");
        var body = QueryFrames.Body("up == 1", DateTimeOffset.FromUnixTimeSeconds(1), given);

        Assert.Equal(json, Encoding.UTF8.GetString(head.Span) + Encoding.UTF8.GetString(body.Span));
    }
}
