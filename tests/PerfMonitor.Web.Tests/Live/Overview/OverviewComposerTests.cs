using System.Text.Json;
using PerfMonitor.Web.Live.Overview;
using PerfMonitor.Web.Live.Prometheus;

namespace PerfMonitor.Web.Tests.Live.Overview;

public class OverviewComposerTests
{
    [Fact]
    public void Every_number_stands_in_its_place()
    {
        var reading = OverviewComposer.Compose(
            5000,
            Series(
                Field("throughput", "123.5"), Field("latency", "12"), Field("latency_p95", "40"), Field("memory", "512"),
                Field("memory_total", "2048"), Field("cpu", "37.5"), Field("error_rate", "0.01")),
            uptime: 0.999,
            connections: 3);

        Assert.Equal(
            new OverviewPoint(5000)
            {
                Throughput = 123.5,
                Latency = 12,
                LatencyP95 = 40,
                Memory = 512,
                MemoryTotal = 2048,
                Cpu = 37.5,
                ErrorRate = 0.01,
                ActiveConnections = 3,
                Uptime = 0.999,
            },
            reading.Point);
        Assert.Empty(reading.Targets);
    }

    [Fact]
    public void What_was_not_measured_is_null_and_never_zero()
    {
        var reading = OverviewComposer.Compose(5000, [], uptime: null, connections: 0);

        Assert.Equal(new OverviewPoint(5000) { ActiveConnections = 0 }, reading.Point);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("+Inf")]
    [InlineData("-Inf")]
    public void What_is_no_finite_number_is_null(string value) =>
        Assert.Null(OverviewComposer.Compose(5000, Series(Field("latency", value)), null, 0).Point.Latency);

    [Fact]
    public void Cores_stand_in_the_order_of_their_numbers()
    {
        var answer = Series(
            """{"metric":{"field":"cpu_core","cpu":"10"},"value":[1,"10"]}""",
            """{"metric":{"field":"cpu_core","cpu":"9"},"value":[1,"9"]}""",
            """{"metric":{"field":"cpu_core","cpu":"0"},"value":[1,"0.5"]}""");

        Assert.Equal([0.5, 9, 10], OverviewComposer.Compose(5000, answer, null, 0).Point.Cores!);
    }

    [Fact]
    public void A_target_is_what_its_newest_probe_found()
    {
        var answer = Series(
            """{"metric":{"field":"target_up","target":"shop","kind":"web","instance":"https://shop.example"},"value":[1,"1"]}""",
            """{"metric":{"field":"target_latency","target":"shop"},"value":[1,"80.5"]}""",
            """{"metric":{"field":"target_status","target":"shop"},"value":[1,"200"]}""",
            """{"metric":{"field":"target_up","target":"api","kind":"api","instance":"https://api.example"},"value":[1,"0"]}""",
            """{"metric":{"field":"target_status","target":"api"},"value":[1,"0"]}""");

        Assert.Equal(
            [
                new TargetState("api", "api", "https://api.example", false, null, null),
                new TargetState("shop", "web", "https://shop.example", true, 80.5, 200),
            ],
            OverviewComposer.Compose(5000, answer, null, 0).Targets);
    }

    [Fact]
    public void History_joins_the_series_by_time()
    {
        var answer = Series(
            """{"metric":{"field":"cpu"},"values":[[10,"1"],[11,"2"]]}""",
            """{"metric":{"field":"throughput"},"values":[[11,"500"],[12,"NaN"]]}""");

        Assert.Equal(
            [new OverviewPoint(10_000) { Cpu = 1 }, new OverviewPoint(11_000) { Cpu = 2, Throughput = 500 }],
            OverviewComposer.ComposeHistory(answer));
    }

    [Fact]
    [Trait("feature", "S1-17")]
    public void History_has_the_cores_of_each_second_in_their_order()
    {
        var points = OverviewComposer.ComposeHistory(Series(
            """{"metric":{"field":"cpu"},"values":[[10,"1"],[11,"2"],[12,"3"]]}""",
            """{"metric":{"field":"cpu_core","cpu":"10"},"values":[[10,"30"],[11,"31"]]}""",
            """{"metric":{"field":"cpu_core","cpu":"9"},"values":[[11,"29"],[11.5,"7"]]}"""));

        Assert.Equal([[null, 30], [29, 31], null], points.Select(point => point.Cores?.ToArray()));
    }

    [Fact]
    public void A_scalar_is_no_series() => Assert.Empty(PrometheusSeries.ReadAll(JsonSerializer.Deserialize<JsonElement>("""[1,"2"]""")));

    private static string Field(string field, string value) => $$"""{"metric":{"field":"{{field}}"},"value":[1,"{{value}}"]}""";

    private static IReadOnlyList<PrometheusSeries> Series(params IEnumerable<string> series) =>
        PrometheusSeries.ReadAll(JsonSerializer.Deserialize<JsonElement>($"[{string.Join(',', series)}]"));
}
