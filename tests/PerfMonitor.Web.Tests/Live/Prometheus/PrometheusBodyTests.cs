using System.Text;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Tests.Live.Prometheus;

public class PrometheusBodyTests
{
    [Theory]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[1]}}""", "Success [1]")]
    [InlineData(400, """{"status":"error","errorType":"bad_data","error":"unexpected end"}""", "Refused unexpected end")]
    [InlineData(422, """{"status":"error","errorType":"execution","error":"too many samples"}""", "Refused too many samples")]
    [InlineData(503, """{"status":"error","errorType":"timeout","error":"busy"}""", "Away analytics answered 503")]
    [InlineData(400, "[]", "Away analytics answered 400")]
    [InlineData(401, "", "Away analytics answered 401 with no JSON document")]
    public void Tells_results_from_wrong_queries_from_absence(int status, string body, string expected)
    {
        var answer = PrometheusBody.Read(status, Encoding.UTF8.GetBytes(body)) switch
        {
            PrometheusAnswer.Success success => $"Success {success.Result.GetRawText()}",
            PrometheusAnswer.Refused refused => $"Refused {refused.Reason}",
            PrometheusAnswer.Away away => $"Away {away.Reason}",
            _ => "",
        };

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
    }
}
