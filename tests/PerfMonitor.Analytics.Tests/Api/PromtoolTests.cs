using PerfMonitor.Testing;
using PerfMonitor.Testing.Http;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

/// <summary>The real <c>promtool</c>, all of its commands that ask a server. The clock stands at 2026-01-05T12:00:00Z, which is 1767614400.</summary>
public sealed class PromtoolTests(ApiHost host) : IClassFixture<ApiHost>, IAsyncLifetime
{
    private HttpTestServer _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await HttpTestServer.StartAsync();
        _gateway.Answer = context => HttpTestServer.PassOnAsync(context, host.Viewer);
        var now = host.Road.NowMs;
        await host.Road.AcceptAsync(LabelSet.Create("up", [new Label("job", "api")]), new Sample(now - 60_000, 1), new Sample(now, 2));
        await host.Road.AcceptAsync(LabelSet.Create("up", [new Label("job", "web")]), new Sample(now, 0));
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("query instant --time=1767614400 $URL up", "up{job=\"api\"} => 2 @[1767614400]\nup{job=\"web\"} => 0 @[1767614400]")]
    [InlineData("query instant --time=2026-01-05T11:59:30Z -o json $URL sum(up)", "[{\"metric\":{},\"value\":[1767614370,\"1\"]}]")]
    [InlineData("query instant --time=1767614400 $URL up[2m]", "up{job=\"api\"} =>\n1 @[1767614340]\n2 @[1767614400]\nup{job=\"web\"} =>\n0 @[1767614400]")]
    [InlineData("query instant --time=1767614400 $URL 1+1", "scalar: 2 @[1767614400]")]
    [InlineData("query range --start=1767614340 --end=1767614400 --step=1m --header=X-Dashboard-Uid=a $URL sum(up)", "{} =>\n1 @[1767614340]\n2 @[1767614400]")]
    [InlineData("query series --match=up --match={job=\"web\"} $URL", "{__name__=\"up\", job=\"api\"}\n{__name__=\"up\", job=\"web\"}")]
    [InlineData("query series --match=up --start=0 --end=1 $URL", "")]
    [InlineData("query labels $URL job", "api\nweb")]
    [InlineData("query labels --match=up{job=~\"w.*\"} $URL job", "web")]
    public async Task Reads_our_answers(string command, string output) => Assert.Equal((0, output), await RunAsync(command));

    [Theory]
    [InlineData("query instant $URL up{", "bad_data: invalid parameter \"query\": 1:4: parse error: ")]
    [InlineData("query instant --time=1767614400 $URL up+on(x)up", "execution: found duplicate series for the match group")]
    [InlineData("query range --start=0 --end=20000 --step=1s $URL up", "bad_data: exceeded maximum resolution of 11,000 points per timeseries")]
    [InlineData("query series --match=up{ $URL", "bad_data: invalid parameter \"match[]\": ")]
    public async Task Reads_our_errors(string command, string expected)
    {
        var (exit, output) = await RunAsync(command);

        Assert.Equal(1, exit);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Output)> RunAsync(string command)
    {
        var promtool = InstalledTool.Find("promtool");
        Assert.SkipWhen(promtool is null, InstalledTool.Missing("promtool"));
        return await promtool.RunAsync(TestContext.Current.CancellationToken, [.. command.Replace("$URL", _gateway.Url, StringComparison.Ordinal).Split(' ')]);
    }
}
