using PerfMonitor.Alerting.Replay;

namespace PerfMonitor.Alerting.Tests.Replay;

public sealed class ReplayTurnsTests
{
    [Fact]
    public async Task Lets_as_many_replay_at_a_time_as_there_are_turns()
    {
        using var turns = new ReplayTurns();
        var taken = new List<IDisposable?>();
        for (var i = 0; i < ReplayTurns.SideBySide; i++)
        {
            taken.Add(await TakeAsync());
        }

        Assert.DoesNotContain(null, taken);
        Assert.Null(await TakeAsync());

        taken[0]!.Dispose();
        Assert.NotNull(await TakeAsync());

        Task<IDisposable?> TakeAsync() => turns.TakeAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
    }
}
