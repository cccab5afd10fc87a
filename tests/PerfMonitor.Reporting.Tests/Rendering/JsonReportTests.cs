using System.Text.Json;
using PerfMonitor.Reporting.Rendering.Json;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Rendering;

[Trait("feature", "S2-19")]
public sealed class JsonReportTests
{
    [Fact]
    public void It_is_the_whole_report_in_plain_units()
    {
        var json = Render(Samples.Report);

        Assert.Equal("2025-11-21T00:00:00+00:00", json.GetProperty("from").GetString());
        Assert.Equal("bad", json.GetProperty("headline").GetProperty("verdict").GetString());
        var shop = json.GetProperty("availability").GetProperty("targets")[0];
        Assert.Equal("""{"name":"shop","kind":"web","address":"https://shop.example.test/","uptime":0.9986,"checks":2880,"downtimeSeconds":120}""", Only(shop, "name", "kind", "address", "uptime", "checks", "downtimeSeconds"));
        Assert.Equal("""{"median":0.3,"p95":0.61,"maximum":2.5}""", shop.GetProperty("responseSeconds").GetRawText());
        Assert.Equal("[1763683200,0.3]", shop.GetProperty("responseMedianOverTime")[0].GetRawText());
        Assert.Equal(720, json.GetProperty("alerts")[1].GetProperty("durationSeconds").GetDouble());
        Assert.Equal("resolved", json.GetProperty("alerts")[1].GetProperty("end").ValueKind == JsonValueKind.String ? "resolved" : "open");
        Assert.Equal(288, json.GetProperty("queries")[5].GetProperty("stepSeconds").GetDouble());
        Assert.Equal("responseMedianOverTime", json.GetProperty("queries")[5].GetProperty("figure").GetString());
    }

    [Fact]
    public void A_value_that_is_no_number_is_null()
    {
        var report = Samples.EmptyReport with { Hosts = [new HostReport { Name = "h", MemoryUsed = [Samples.At(Samples.From, double.NaN)], MemoryTotal = double.PositiveInfinity }] };

        var host = Render(report).GetProperty("hosts")[0];
        Assert.Equal("[1763683200,null]", host.GetProperty("memoryUsedBytes")[0].GetRawText());
        Assert.Equal(JsonValueKind.Null, host.GetProperty("memoryTotalBytes").ValueKind);
    }

    private static JsonElement Render(Report report) => JsonDocument.Parse(new JsonReport().Render(report).Bytes).RootElement;

    private static string Only(JsonElement element, params string[] names) =>
        "{" + string.Join(',', names.Select(name => $"\"{name}\":{element.GetProperty(name).GetRawText()}")) + "}";
}
