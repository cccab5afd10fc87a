using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Api;

public sealed class GoneClientTests(ApiHost host) : IClassFixture<ApiHost>
{
    // A query of its own accord would go on for Query:Timeout, 30 s.
    private static readonly TimeSpan WellBeforeTheTimeout = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("query?query=up")]
    [InlineData("query_range?query=up&start=1767614340&end=1767614400&step=1m")]
    [InlineData("export?match[]=up&start=1767614340&end=1767614400")]
    public async Task A_query_ends_when_its_client_goes_away(string path)
    {
        await host.Road.AcceptAsync(LabelSet.Create("up", []), new Sample(host.Road.NowMs, 1));
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Road.Windows.Reading = async stopped =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stopped).ContinueWith(_ => ended.SetResult(), TaskScheduler.Default);
            stopped.ThrowIfCancellationRequested();
        };
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var asking = host.Viewer.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), leaving.Token);
        await begun.Task.WaitAsync(Token);
        Assert.False(ended.Task.IsCompleted);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await ended.Task.WaitAsync(WellBeforeTheTimeout, Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
