using System.Threading.Channels;
using PerfMonitor.LoadTest.Progress;
using PerfMonitor.Testing;

namespace PerfMonitor.LoadTest.Tests.Progress;

public sealed class ProgressMonitorTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("feature", "S0-01")]
    [Trait("feature", "S0-02")]
    public async Task Calls_back_every_half_second_and_once_more_at_the_end()
    {
        var clock = new ManualTimeProvider(Start);
        var counters = new RunCounters(Start, TimeSpan.FromSeconds(10));
        var records = Channel.CreateUnbounded<double>();
        using var ended = new CancellationTokenSource();
        var monitor = new ProgressMonitor(counters, clock).RunAsync(progress => records.Writer.WriteAsync(progress.ElapsedTime, CancellationToken.None), ended.Token);

        var elapsed = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            clock.Advance(ProgressMonitor.Interval);
            elapsed.Add(await records.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }

        clock.Advance(ProgressMonitor.Interval / 2);
        await ended.CancelAsync();
        await monitor;
        elapsed.Add(await records.Reader.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal([0.5, 1, 1.5, 1.75], elapsed);
    }
}
