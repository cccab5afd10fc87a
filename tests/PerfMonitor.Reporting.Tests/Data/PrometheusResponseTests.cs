using System.Text;
using PerfMonitor.Reporting.Data;

namespace PerfMonitor.Reporting.Tests.Data;

public sealed class PrometheusResponseTests
{
    [Fact]
    public void A_vector_is_series_of_one_point()
    {
        var answer = Read("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{"target":"shop","kind":"web"},"value":[1763762400.5,"0.99"]}]}}""");

        var series = Assert.Single(answer.Series);
        Assert.Equal(("shop", "web", ""), (series.Label("target"), series.Label("kind"), series.Label("job")));
        Assert.Equal([new(1763762400500, 0.99)], series.Points);
        Assert.Empty(answer.Warnings);
    }

    [Fact]
    public void A_matrix_is_series_of_many()
    {
        var answer = Read("""{"status":"success","warnings":["w"],"data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"NaN"],[2,"+Inf"],[3,"-Inf"],[4,"1e3"]]},{"metric":{},"values":[]}]}}""");

        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1000], answer.Series[0].Points.Select(point => point.Value));
        Assert.Equal(1000, answer.Series[0].Last);
        Assert.Null(answer.Series[1].Last);
        Assert.Equal(["w"], answer.Warnings);
    }

    [Fact]
    public void A_scalar_is_a_series_without_labels()
    {
        Assert.Equal(7, Read("""{"status":"success","data":{"resultType":"scalar","result":[1,"7"]}}""").Series.Single().Last);
    }

    [Fact]
    public void An_error_is_a_refusal_in_the_words_of_the_other_side()
    {
        var refusal = Assert.Throws<DataRefusedException>(() => Read("""{"status":"error","errorType":"bad_data","error":"unknown function"}"""));

        Assert.Equal("Analytics: bad_data: unknown function", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"status":"success","data":{"resultType":"string","result":[1,"x"]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"x"]}]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":["1"]}]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":7}}""")]
    public void What_is_no_answer_may_become_one_later(string body) => Assert.Throws<DataUnavailableException>(() => Read(body));

    private static MetricAnswer Read(string body) => PrometheusResponse.Read(Encoding.UTF8.GetBytes(body));
}
