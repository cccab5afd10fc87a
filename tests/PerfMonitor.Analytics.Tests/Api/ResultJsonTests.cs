using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfMonitor.Analytics.Api;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class ResultJsonTests
{
    private static readonly LabelSet Labels = LabelSet.Create("up", [new Label("job", "api")]);

    [Fact]
    public async Task Writes_a_vector() => Assert.Equal(
        """{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"api"},"value":[1435781451.781,"1"]}]}""",
        await WriteAsync(new VectorValue([new VectorSample(Labels, 1435781451781, 1)])));

    [Fact]
    public async Task Writes_a_matrix() => Assert.Equal(
        """{"resultType":"matrix","result":[{"metric":{"__name__":"up","job":"api"},"values":[[1,"NaN"],[2,"+Inf"],[3.500,"1e+21"]]}]}""",
        await WriteAsync(new MatrixValue([new MatrixSeries(Labels, [new(1_000, double.NaN), new(2_000, double.PositiveInfinity), new(3_500, 1e21)])])));

    [Fact]
    public async Task Writes_a_scalar() => Assert.Equal("""{"resultType":"scalar","result":[1,"-0.5"]}""", await WriteAsync(new ScalarValue(1_000, -0.5)));

    [Fact]
    public async Task Writes_a_scalar_without_an_exponent() => Assert.Equal("""{"resultType":"scalar","result":[1,"1000000000000000000000"]}""", await WriteAsync(new ScalarValue(1_000, 1e21)));

    [Fact]
    public async Task Writes_a_text() => Assert.Equal("""{"resultType":"string","result":[1,"a\"b"]}""", await WriteAsync(new TextValue(1_000, "a\"b")));

    [Fact]
    public async Task Writes_an_empty_vector() => Assert.Equal("""{"resultType":"vector","result":[]}""", await WriteAsync(new VectorValue([])));

    private static async Task<string> WriteAsync(QueryValue value)
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            await ResultJson.WriteAsync(json, value, writeMore: null, TestContext.Current.CancellationToken);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
