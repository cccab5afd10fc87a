using System.Text.Json;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Tests;

public sealed class ScrapeRulesTests
{
    [Theory]
    [InlineData("""{"job":"node","targets":["a:9100"]}""", """http://a:9100/metrics{instance="a:9100",job="node"}""")]
    [InlineData("""{"job":"node","targets":["a:9100","b","a:9100"],"scheme":"https","metricsPath":"/x","params":{"module":"m n"},"labels":{"env":"test"}}""",
        """https://a:9100/x?module=m%20n{env="test",instance="a:9100",job="node"} https://b/x?module=m%20n{env="test",instance="b",job="node"}""")]
    [InlineData("""{"job":"j","targets":["https://h/probe?target=x"],"params":{"module":"m"}}""", """https://h/probe?target=x&module=m{instance="h:443",job="j"}""")]
    [InlineData("""{"job":"j","targets":["http://[::1]:9100"]}""", """http://[::1]:9100/metrics{instance="[::1]:9100",job="j"}""")]
    [InlineData("""{"job":"j","targets":["x.example.com"],"metricsPath":"/probe","relabelConfigs":[{"sourceLabels":["__address__"],"targetLabel":"__param_target"},{"sourceLabels":["__param_target"],"targetLabel":"instance"},{"targetLabel":"__address__","replacement":"127.0.0.1:9115"}]}""",
        """http://127.0.0.1:9115/probe?target=x.example.com{instance="x.example.com",job="j"}""")]
    [InlineData("""{"job":"j","targets":["a:1","b:1"],"relabelConfigs":[{"action":"drop","sourceLabels":["__address__"],"regex":"a.*"}]}""", """http://b:1/metrics{instance="b:1",job="j"}""")]
    public void Targets_get_address_and_labels_as_in_Prometheus(string written, string expected)
    {
        var (job, errors) = Check(written);

        Assert.Empty(errors);
        Assert.Equal(expected, string.Join(' ', job!.Targets.Select(target => $"{target.Url.AbsoluteUri}{TimeSeries.LabelSet.Create(target.Labels)}")));
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var definition = Check("""{"job":"node","targets":["a:9100"]}""").Job!.Definition;

        Assert.Equal(
            """{"job":"node","targets":["a:9100"],"labels":{},"scheme":"http","metricsPath":"/metrics","params":{},"intervalSeconds":30,"timeoutSeconds":10,"headers":{},"bearerToken":null,"basicAuth":null,"honorLabels":false,"honorTimestamps":true,"allowInvalidCertificate":false,"sampleLimit":100000,"bodySizeLimit":16777216,"relabelConfigs":[],"metricRelabelConfigs":[],"enabled":true}""",
            JsonSerializer.Serialize(definition, ScrapeFile.Json));
    }

    [Theory]
    [InlineData("job", """{"job":" ","targets":["a"]}""")]
    [InlineData("targets", """{"job":"j"}""")]
    [InlineData("targets", """{"job":"j","targets":[null]}""")]
    [InlineData("targets", """{"job":"j","targets":["a/b"]}""")]
    [InlineData("targets", """{"job":"j","targets":["http://me:secret@a"]}""")]
    [InlineData("targets", """{"job":"j","targets":["a"],"labels":{"b\u0001c":"d"}}""")]
    [InlineData("targets", """{"job":"j","targets":["a"],"relabelConfigs":[{"targetLabel":"__scheme__","replacement":"ftp"}]}""")]
    [InlineData("labels", """{"job":"j","targets":["a"],"labels":{"__x":"d"}}""")]
    [InlineData("labels", """{"job":"j","targets":["a"],"labels":{"x":null}}""")]
    [InlineData("params", """{"job":"j","targets":["a"],"params":{"x":null}}""")]
    [InlineData("scheme", """{"job":"j","targets":["a"],"scheme":"ftp"}""")]
    [InlineData("metricsPath", """{"job":"j","targets":["a"],"metricsPath":"metrics"}""")]
    [InlineData("intervalSeconds", """{"job":"j","targets":["a"],"intervalSeconds":0}""")]
    [InlineData("timeoutSeconds", """{"job":"j","targets":["a"],"intervalSeconds":5,"timeoutSeconds":6}""")]
    [InlineData("sampleLimit", """{"job":"j","targets":["a"],"sampleLimit":0}""")]
    [InlineData("bodySizeLimit", """{"job":"j","targets":["a"],"bodySizeLimit":0}""")]
    [InlineData("headers", """{"job":"j","targets":["a"],"headers":{"a b":"c"}}""")]
    [InlineData("headers", """{"job":"j","targets":["a"],"bearerToken":"a","basicAuth":{"username":"u"}}""")]
    [InlineData("headers", """{"job":"j","targets":["a"],"bearerToken":"a\nb"}""")]
    [InlineData("relabelConfigs", """{"job":"j","targets":["a"],"relabelConfigs":[null]}""")]
    [InlineData("metricRelabelConfigs", """{"job":"j","targets":["a"],"metricRelabelConfigs":[{"action":"keep","sourceLabels":["x"],"regex":"["}]}""")]
    public void What_is_wrong_is_said_by_field(string field, string written)
    {
        var (job, errors) = Check(written);

        Assert.Null(job);
        Assert.Equal([field], errors.Keys);
    }

    [Theory]
    [InlineData("""{"job":"j","targets":["a"],"bearerToken":"s3"}""", "Bearer s3")]
    [InlineData("""{"job":"j","targets":["a"],"basicAuth":{"username":"ann","password":"pä"}}""", "Basic YW5uOnDDpA==")]
    public void Credentials_become_a_header(string written, string header)
    {
        var job = Check(written).Job!;

        Assert.Equal(new Dictionary<string, string> { ["Authorization"] = header }, job.Definition.Headers);
        Assert.Equal((null, null), (job.Definition.BearerToken, job.Definition.BasicAuth));
    }

    [Fact]
    public void A_target_keeps_its_id_while_others_come_and_go()
    {
        var alone = Check("""{"job":"j","targets":["a"]}""").Job!;
        var among = Check("""{"job":"j","targets":["b","a"],"labels":{}}""").Job!;
        var otherwise = Check("""{"job":"j","targets":["a"],"intervalSeconds":60}""").Job!;

        Assert.Equal(alone.Targets[0].IdIn(alone.Id), among.Targets[1].IdIn(alone.Id));
        Assert.NotEqual(alone.Targets[0].IdIn(alone.Id), alone.Targets[0].IdIn(Guid.NewGuid()));
        Assert.Equal((alone.Manner, false), (among.Manner, alone.Manner == otherwise.Manner));
    }

    [Fact]
    public void A_file_is_taken_but_for_the_jobs_that_are_wrong()
    {
        var (jobs, errors) = ScrapeFile.Parse("""
            // what we scrape
            {"jobs":[{"job":"a","targets":["a"]},{"job":"b"},{"job":"a","targets":["c"]},]}
            """, "scrape.json");

        Assert.Equal("a", Assert.Single(jobs).Name);
        Assert.Equal(["scrape.json: jobs[1] ('b'): targets must be 1 to 1000 of host:port, or whole addresses", "scrape.json: jobs[2]: the job 'a' is given twice"], errors);
    }

    [Fact]
    public void An_option_nobody_knows_is_an_error()
    {
        var (jobs, errors) = ScrapeFile.Parse("""{"jobs":[{"job":"a","targets":["a"],"scrapeInterval":"5s"}]}""", "scrape.json");

        Assert.Empty(jobs);
        Assert.Contains("scrapeInterval", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static (ScrapeJob? Job, Dictionary<string, string[]> Errors) Check(string written) =>
        ScrapeRules.Check(JsonSerializer.Deserialize<ScrapeInput>(written, ScrapeFile.Json)!, Guid.Empty, TargetOrigin.Api);
}
