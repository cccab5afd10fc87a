using PerfMonitor.LoadTest.Progress;
using PerfMonitor.LoadTest.Runs;

namespace PerfMonitor.LoadTest.Generator;

/// <summary>
/// The closed load model: each virtual user sends a request, waits for its answer, thinks, and sends the next.
/// So a slow target slows the load, as real users do.
/// </summary>
internal sealed class VirtualUsers(RunPlan plan, RunCounters counters, TimeProvider clock)
{
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs all virtual users until <paramref name="end"/> is cancelled; requests under way then are broken off and not counted.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = plan.VirtualUsers,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = plan.Timeout,
        };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("PerfMonitor-LoadTest/1.0");
        await Task.WhenAll(Enumerable.Range(0, plan.VirtualUsers).Select(_ => Task.Run(() => UserAsync(client, end), CancellationToken.None)));
    }

    private async Task UserAsync(HttpClient client, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            counters.Begin();
            var started = clock.GetTimestamp();
            var succeeded = await RequestAsync(client, end);
            if (succeeded is null)
            {
                counters.Abandon();
                return;
            }

            counters.End(clock.GetUtcNow(), clock.GetElapsedTime(started), succeeded.Value);
            try
            {
                // A target that refuses at once must not turn the loop into a spin.
                await Task.Delay(succeeded == false && plan.ThinkTime < FailurePause ? FailurePause : plan.ThinkTime, clock, end);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Whether the request succeeded; null when the run ended first.</summary>
    private async Task<bool?> RequestAsync(HttpClient client, CancellationToken end)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(end);
        deadline.CancelAfter(plan.Timeout);
        try
        {
            using var request = new HttpRequestMessage(plan.Method, plan.Url);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            await response.Content.CopyToAsync(Stream.Null, deadline.Token);
            return (int)response.StatusCode < 400;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            return end.IsCancellationRequested ? null : false;
        }
    }
}
