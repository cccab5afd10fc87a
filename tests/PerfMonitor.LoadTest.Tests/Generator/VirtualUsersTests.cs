using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using PerfMonitor.LoadTest.Generator;
using PerfMonitor.LoadTest.Progress;
using PerfMonitor.LoadTest.Runs;

namespace PerfMonitor.LoadTest.Tests.Generator;

public sealed class VirtualUsersTests
{
    [Theory]
    [InlineData(200, 50, 0)]
    [InlineData(404, 0, 50)]
    [InlineData(302, 50, 0)]
    [Trait("feature", "S0-28")]
    public async Task Count_each_answer_once_by_its_status(int status, int completed, int failed)
    {
        var answered = 0;
        var served = new TaskCompletionSource();
        await using var target = await ServeAsync(async context =>
        {
            context.Response.StatusCode = status;
            if (Interlocked.Increment(ref answered) > 50)
            {
                served.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        });
        var counters = new RunCounters(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        using var end = new CancellationTokenSource();

        var run = new VirtualUsers(Plan(target, users: 4), counters, TimeProvider.System).RunAsync(end.Token);
        await served.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => counters.Read(DateTimeOffset.UtcNow) is var now && now.CompletedRequests + now.FailedRequests >= 50, TimeSpan.FromSeconds(10));
        await end.CancelAsync();
        await run;

        var progress = counters.Read(DateTimeOffset.UtcNow);
        Assert.Equal((completed, failed, 0), ((int)progress.CompletedRequests, (int)progress.FailedRequests, progress.ActiveUsers));
    }

    [Fact]
    [Trait("feature", "S0-29")]
    public async Task Count_a_target_that_does_not_answer_as_failed()
    {
        var counters = new RunCounters(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        using var end = new CancellationTokenSource();

        // Port 1 of the loopback interface: nothing listens there.
        var run = new VirtualUsers(Plan("http://127.0.0.1:1", users: 1), counters, TimeProvider.System).RunAsync(end.Token);
        SpinWait.SpinUntil(() => counters.Read(DateTimeOffset.UtcNow).FailedRequests >= 2, TimeSpan.FromSeconds(10));
        await end.CancelAsync();
        await run;

        var progress = counters.Read(DateTimeOffset.UtcNow);
        Assert.True(progress.FailedRequests >= 2);
        Assert.Equal(0, progress.CompletedRequests);
    }

    private static RunPlan Plan(WebApplication target, int users) => Plan(target.Urls.Single(), users);

    private static RunPlan Plan(string url, int users) =>
        new("test", new Uri(url), HttpMethod.Get, users, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.FromSeconds(20));

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
