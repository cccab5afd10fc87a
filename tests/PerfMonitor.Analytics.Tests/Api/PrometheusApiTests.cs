using System.IO.Compression;
using System.Net;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The clock stands at 2026-01-05T12:00:00Z, which is 1767614400.</summary>
public sealed class PrometheusApiTests(ApiHost host) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private static readonly LabelSet Api = LabelSet.Create("up", [new Label("job", "api")]);
    private static readonly LabelSet Web = LabelSet.Create("up", [new Label("job", "web")]);

    public async ValueTask InitializeAsync()
    {
        var now = host.Road.NowMs;
        await host.Road.AcceptAsync(Api, new Sample(now - 60_000, 1), new Sample(now, 2));
        await host.Road.AcceptAsync(Web, new Sample(now, 0));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("query?query=up{job=\"api\"}", """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"api"},"value":[1767614400,"2"]}]}}""")]
    [InlineData("query?query=up{job=\"api\"}&time=2026-01-05T11:59:30Z", """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"api"},"value":[1767614370,"1"]}]}}""")]
    [InlineData("query?query=1%2B1", """{"status":"success","data":{"resultType":"scalar","result":[1767614400,"2"]}}""")]
    [InlineData("query?query=up&limit=1", """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"up","job":"api"},"value":[1767614400,"2"]}]},"warnings":["results truncated due to limit"]}""")]
    [InlineData("query_range?query=sum(up)&start=1767614340&end=1767614400&step=1m", """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1767614340,"1"],[1767614400,"2"]]}]}}""")]
    [InlineData("query_range?query=sum(up)%20%3E%2010&subject=true&start=1767614340&end=1767614400&step=1m", """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1767614340,"1"],[1767614400,"2"]]}]}}""")]
    [InlineData("labels", """{"status":"success","data":["__name__","job"]}""")]
    [InlineData("labels?match[]=up{job=\"none\"}", """{"status":"success","data":[]}""")]
    [InlineData("label/job/values", """{"status":"success","data":["api","web"]}""")]
    [InlineData("label/job/values?match[]=up{job=~\"w.*\"}", """{"status":"success","data":["web"]}""")]
    [InlineData("label/job/values?limit=1", """{"status":"success","data":["api"],"warnings":["results truncated due to limit"]}""")]
    [InlineData("series?match[]=up", """{"status":"success","data":[{"__name__":"up","job":"api"},{"__name__":"up","job":"web"}]}""")]
    [InlineData("series?match[]=up{job=\"web\"}&match[]=up{job=\"api\"}&match[]=up&start=-292273086-05-16T16:47:06Z&end=292277025-08-18T07:12:54.999999999Z", """{"status":"success","data":[{"__name__":"up","job":"api"},{"__name__":"up","job":"web"}]}""")]
    [InlineData("series?match[]=up&end=2025-01-01T00:00:00Z", """{"status":"success","data":[]}""")]
    [InlineData("metadata", """{"status":"success","data":{"up":[{"type":"unknown","help":"","unit":""}]}}""")]
    [InlineData("format_query?query=sum(up)by(job)", """{"status":"success","data":"sum by (job) (up)"}""")]
    [InlineData("label/U__job/values", """{"status":"success","data":["api","web"]}""")]
    [InlineData("label/U__a_2e_b/values", """{"status":"success","data":[]}""")]
    [InlineData("query_exemplars?query=up&start=0&end=1", """{"status":"success","data":[]}""")]
    [InlineData("query_exemplars?query=up", """{"status":"success","data":[]}""")]
    [InlineData("query_exemplars?query=up&start=0", """{"status":"success","data":[]}""")]
    [InlineData("status/config", """{"status":"success","data":{"yaml":""}}""")]
    [InlineData("status/flags", """{"status":"success","data":{"query.lookback-delta":"5m","query.max-concurrency":"16","query.max-samples":"20000000","query.timeout":"30s","storage.tsdb.retention.time":"30d"}}""")]
    [InlineData("status/tsdb?limit=1", """{"status":"success","data":{"headStats":{"numSeries":2,"numLabelPairs":3,"minTime":1767614340000,"maxTime":1767614400000},"seriesCountByMetricName":[{"name":"up","value":2}],"labelValueCountByLabelName":[{"name":"job","value":2}],"memoryInBytesByLabelName":[{"name":"job","value":6}],"seriesCountByLabelValuePair":[{"name":"__name__=up","value":2}]}}""")]
    [InlineData("parse_query?query=sum by (job) (rate(up{job!=\"x\"}[5m] offset 1m)) > bool 1", """{"status":"success","data":{"type":"binaryExpr","op":">","lhs":{"type":"aggregation","op":"sum","expr":{"type":"call","func":{"name":"rate","argTypes":["matrix"],"variadic":0,"returnType":"vector"},"args":[{"type":"matrixSelector","name":"up","range":300000,"matchers":[{"name":"job","value":"x","type":"!="},{"name":"__name__","value":"up","type":"="}],"offset":60000,"timestamp":null,"startOrEnd":null}]},"param":null,"grouping":["job"],"without":false},"rhs":{"type":"numberLiteral","val":"1"},"bool":true,"matching":null}}""")]
    [InlineData("parse_query?query=(up @ end() * on (job) group_left (a) up)[1h:5m] @ 3", """{"status":"success","data":{"type":"subquery","expr":{"type":"parenExpr","expr":{"type":"binaryExpr","op":"*","lhs":{"type":"vectorSelector","name":"up","matchers":[{"name":"__name__","value":"up","type":"="}],"offset":0,"timestamp":null,"startOrEnd":"end"},"rhs":{"type":"vectorSelector","name":"up","matchers":[{"name":"__name__","value":"up","type":"="}],"offset":0,"timestamp":null,"startOrEnd":null},"bool":false,"matching":{"card":"many-to-one","labels":["job"],"on":true,"include":["a"]}}},"range":3600000,"step":300000,"offset":0,"timestamp":3000,"startOrEnd":null}}""")]
    [InlineData("rules", """{"status":"success","data":{"groups":[]}}""")]
    public async Task Answers_as_prometheus_does(string path, string answer)
    {
        using var response = await host.Viewer.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Token);

        Assert.Equal(answer, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(("OK", "application/json"), (response.StatusCode.ToString(), response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("metadata?metric=http_seconds", """{"status":"success","data":{"http_seconds":[{"type":"histogram","help":"How \"long\".","unit":"seconds"},{"type":"histogram","help":"Old.","unit":"seconds"}]}}""")]
    [InlineData("metadata?metric=http_seconds&limit_per_metric=1", """{"status":"success","data":{"http_seconds":[{"type":"histogram","help":"How \"long\".","unit":"seconds"}]}}""")]
    [InlineData("metadata?limit=1", """{"status":"success","data":{"http_seconds":[{"type":"histogram","help":"How \"long\".","unit":"seconds"},{"type":"histogram","help":"Old.","unit":"seconds"}]}}""")]
    [InlineData("metadata?metric=nothing", """{"status":"success","data":{}}""")]
    public async Task Passes_on_what_was_told_of_metrics(string path, string answer)
    {
        await using var told = new ApiHost();
        await told.InitializeAsync();
        var now = told.Road.NowMs;
        await told.Road.AcceptAsync(LabelSet.Create("http_seconds_bucket", [new Label("le", "+Inf")]), new Sample(now, 1));
        await told.Road.AcceptAsync(new MetricInfo("http_seconds", "histogram", "", "Old.").ToLabels(), new Sample(now - 60_000, 1));
        await told.Road.AcceptAsync(new MetricInfo("http_seconds", "histogram", "seconds", "How \"long\".").ToLabels(), new Sample(now, 1));

        Assert.Equal(answer, await told.Viewer.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Token));
    }

    [Fact]
    public async Task Says_what_an_answer_cost_where_it_is_asked_for()
    {
        using var response = await host.Viewer.GetAsync(new Uri("/api/v1/query?query=up[5m]&stats=all", UriKind.Relative), Token);
        using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));

        var statistics = json.RootElement.GetProperty("data").GetProperty("stats");

        Assert.True(statistics.GetProperty("timings").GetProperty("execTotalTime").GetDouble() > 0);
        Assert.Equal(3, statistics.GetProperty("samples").GetProperty("totalQueryableSamples").GetInt32());
        Assert.Equal(2, statistics.GetProperty("seriesSelected").GetInt32());
    }

    [Fact]
    public async Task Says_whose_api_it_speaks()
    {
        using var json = System.Text.Json.JsonDocument.Parse(await host.Viewer.GetStringAsync(new Uri("/api/v1/status/buildinfo", UriKind.Relative), Token));
        var build = json.RootElement.GetProperty("data");

        Assert.Equal(("PerfMonitor", "3.8.0"), (build.GetProperty("application").GetString(), build.GetProperty("version").GetString()));
        Assert.NotEmpty(build.GetProperty("applicationVersion").GetString()!);
    }

    [Fact]
    public async Task Says_how_it_runs()
    {
        using var response = await host.Viewer.GetAsync(new Uri("/api/v1/status/runtimeinfo", UriKind.Relative), Token);
        using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));

        Assert.Equal(2, json.RootElement.GetProperty("data").GetProperty("timeSeriesCount").GetInt32());
        Assert.Equal("30d", json.RootElement.GetProperty("data").GetProperty("storageRetention").GetString());
        Assert.True(json.RootElement.GetProperty("data").GetProperty("reloadConfigSuccess").GetBoolean());
        Assert.InRange(json.RootElement.GetProperty("data").GetProperty("startTime").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("query?query=up{", 400, "bad_data", "invalid parameter \"query\": 1:4: parse error: ")]
    [InlineData("query", 400, "bad_data", "invalid parameter \"query\": ")]
    [InlineData("query?query=up&time=yesterday", 400, "bad_data", "invalid parameter \"time\": cannot parse \"yesterday\" to a valid timestamp")]
    [InlineData("query?query=up&timeout=soon", 400, "bad_data", "invalid parameter \"timeout\": cannot parse \"soon\" to a valid duration")]
    [InlineData("query?query=up&timeout=0", 503, "timeout", "query timed out in expression evaluation: ")]
    [InlineData("query?query=up&timeout=-1", 503, "timeout", "query timed out in expression evaluation: ")]
    [InlineData("query_range?query=up&start=0&end=1&step=1&timeout=-0.001", 503, "timeout", "query timed out in expression evaluation: ")]
    [InlineData("query?query=up&limit=-1", 400, "bad_data", "invalid parameter \"limit\": cannot parse \"-1\" to a non-negative integer")]
    [InlineData("query?query=up%20%2B%20on(x)%20up", 422, "execution", "found duplicate series for the match group")]
    [InlineData("query_range?query=up[5m]&start=0&end=1&step=1", 400, "bad_data", "invalid parameter \"query\": 1:1: parse error: invalid expression type \"range vector\" for range query, must be Scalar or instant Vector")]
    [InlineData("query_range?query=up&start=0&end=1&step=1&lookback_delta=x", 400, "bad_data", "invalid parameter \"lookback_delta\": cannot parse \"x\" to a valid duration")]
    [InlineData("labels?match[]={}", 400, "bad_data", "invalid parameter \"match[]\": 1:1: parse error: vector selector must contain at least one non-empty matcher")]
    [InlineData("labels?match[]=up&match[]=x{a=~\"[\"}", 400, "bad_data", "invalid parameter \"match[]\": 1:3: parse error: error parsing regexp: missing closing ]: `[`")]
    [InlineData("label/job/values?start=x", 400, "bad_data", "invalid parameter \"start\": cannot parse \"x\" to a valid timestamp")]
    [InlineData("query_range?query=up&start=0", 400, "bad_data", "invalid parameter \"end\": cannot parse \"\" to a valid timestamp")]
    [InlineData("query_range?query=up&start=10&end=0&step=1", 400, "bad_data", "invalid parameter \"end\": end timestamp must not be before start time")]
    [InlineData("query_range?query=up&start=0&end=10&step=0", 400, "bad_data", "invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer")]
    [InlineData("query_range?query=up&start=0&end=11001&step=1", 400, "bad_data", "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX) or raising Query:MaxPoints")]
    [InlineData("series", 400, "bad_data", "no match[] parameter provided")]
    [InlineData("series?match[]=1%2B1", 400, "bad_data", "invalid parameter \"match[]\": ")]
    [InlineData("metadata?limit_per_metric=x", 400, "bad_data", "invalid parameter \"limit_per_metric\": cannot parse \"x\" to a non-negative integer")]
    [InlineData("query_exemplars?query=up{&start=0&end=1", 400, "bad_data", "invalid parameter \"query\": ")]
    [InlineData("query_exemplars?query=up&start=2&end=1", 400, "bad_data", "invalid parameter \"end\": end timestamp must not be before start time")]
    [InlineData("status/tsdb?limit=0", 400, "bad_data", "invalid parameter \"limit\": it must be between 1 and 10000")]
    [InlineData("rules?group_next_token=x", 400, "bad_data", "invalid parameter \"group_limit\": group_limit needs to be present in order to paginate over the groups")]
    [InlineData("rules?group_limit=1&group_next_token=x", 400, "bad_data", "invalid parameter \"group_next_token\": invalid group_next_token \"x\". Were rule groups changed?")]
    [InlineData("rules?match[]=x{", 400, "bad_data", "invalid parameter \"match[]\": ")]
    [InlineData("rules?exclude_alerts=x", 400, "bad_data", "invalid parameter \"exclude_alerts\": cannot parse \"x\" to a boolean")]
    [InlineData("rules?type=x", 400, "bad_data", "invalid parameter \"type\": not supported value \"x\"")]
    public async Task Says_what_is_wrong_as_prometheus_does(string path, int status, string type, string message)
    {
        using var response = await host.Viewer.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), Token);

        var text = (await response.Content.ReadAsStringAsync(Token)).Replace("\\\"", "\"", StringComparison.Ordinal);
        Assert.StartsWith($$"""{"status":"error","errorType":"{{type}}","error":"{{message}}""", text, StringComparison.Ordinal);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Takes_parameters_from_a_form()
    {
        using var form = new FormUrlEncodedContent([new("query", "count(up)"), new("time", "1767614400")]);
        using var response = await host.Viewer.PostAsync(new Uri("/api/v1/query", UriKind.Relative), form, Token);

        Assert.Equal("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1767614400,"2"]}]}}""", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Takes_thousands_of_selectors_from_a_form()
    {
        using var form = new FormUrlEncodedContent(Enumerable.Range(0, 5_000).Select(number => KeyValuePair.Create("match[]", $"up{{job=\"job{number}\"}}")).Append(new("match[]", "up{job=\"web\"}")));
        using var response = await host.Viewer.PostAsync(new Uri("/api/v1/series", UriKind.Relative), form, Token);

        Assert.Equal("""{"status":"success","data":[{"__name__":"up","job":"web"}]}""", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Refuses_a_form_that_is_too_large()
    {
        using var form = new FormUrlEncodedContent([new("query", new string('x', 2 * 1024 * 1024))]);
        using var response = await host.Viewer.PostAsync(new Uri("/api/v1/query", UriKind.Relative), form, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("""{"status":"error","errorType":"bad_data","error":"error parsing form values: """, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compresses_where_it_is_asked_to()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/labels");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await host.Viewer.SendAsync(request, Token);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal("""{"status":"success","data":["__name__","job"]}""", await reader.ReadToEndAsync(Token));
    }

    [Theory]
    [InlineData("/api/v1/query?query=up")]
    [InlineData("/api/v1/labels")]
    [InlineData("/api/v1/rules")]
    [InlineData("/api/v1/status/buildinfo")]
    public async Task Answers_nobody_without_a_token(string path)
    {
        using var response = await host.Stranger.GetAsync(new Uri(path, UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
