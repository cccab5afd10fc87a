using PerfMonitor.SystemTests.Clients;
using PerfMonitor.Testing;
using PerfMonitor.Testing.Servers;

namespace PerfMonitor.SystemTests;

/// <summary>Queries while instances of analytics hand partitions over: the boundary between memory, live windows and history must not show.</summary>
public sealed class HandoverTests(RunningSystem system)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_lacks_or_doubles_a_sample_while_an_instance_joins_and_leaves(bool isKilled)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var page = system.OpenPage();
        using var series = new CountedSeries(system.Ingestion, $"{Guid.NewGuid():n}");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        var sending = series.SendAsync(ended.Token);
        var asking = AskAsync(series, page.Http, "first", ended.Token);
        await Eventually.HoldsAsync("samples before the second instance", _ => Task.FromResult(series.Accepted > 100), cancelled);

        using (var second = await SecondAnalytics.StartAsync(system.ProcessId("analytics"), cancelled))
        {
            using var left = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
            var askingSecond = AskAsync(series, second.Http, "second", left.Token);
            await Eventually.HoldsAsync("partitions handed over to the second", async token => await ConsumedAsync(page, second, token) > 0, cancelled);
            await AcceptedAsync(series, 200, cancelled);
            await left.CancelAsync();
            Assert.True(await askingSecond > 10, "The second instance was hardly asked.");
            await (isKilled ? second.KillAsync(cancelled) : second.LeaveAsync(cancelled));
        }

        await AcceptedAsync(series, 200, cancelled);
        await ended.CancelAsync();
        await sending;
        Assert.True(await asking > 20, "The first instance was hardly asked.");
        await Eventually.HoldsAsync("every accepted sample", async token => await series.CheckAsync(page.Http, "first", token) == series.Accepted, cancelled);
    }

    /// <summary>Asks until cancelled; returns how often.</summary>
    private static async Task<int> AskAsync(CountedSeries series, HttpClient reader, string name, CancellationToken ended)
    {
        var asked = 0;
        for (; !ended.IsCancellationRequested; asked++)
        {
            await series.CheckAsync(reader, name, CancellationToken.None);
        }

        return asked;
    }

    private static Task AcceptedAsync(CountedSeries series, int more, CancellationToken cancellationToken)
    {
        var before = series.Accepted;
        return Eventually.HoldsAsync($"{more} more samples accepted", _ => Task.FromResult(series.Accepted >= before + more), cancellationToken);
    }

    /// <summary>How many samples an instance took off the bus, as it says itself.</summary>
    private static async Task<int> ConsumedAsync(PageClient page, SecondAnalytics instance, CancellationToken cancellationToken)
    {
        var answer = await page.QueryAsync($$"""analytics_samples_consumed_total{instance="{{instance.Id}}"}""", cancellationToken);
        return answer.Count == 0 ? 0 : int.Parse((string)answer[0]!["value"]![1]!, null);
    }
}
