using PerfMonitor.Testing;

namespace PerfMonitor.Reporting.Tests.Generation;

/// <summary>Moving the clock and letting what it woke up run.</summary>
internal static class Settling
{
    private const int MostTurns = 10_000;
    private const int UsualTurns = 100;

    /// <summary>Gives way until the condition holds; fails when it never does.</summary>
    public static async Task AdvanceUntil(this ManualTimeProvider clock, TimeSpan by, Func<bool> condition)
    {
        clock.Advance(by);
        for (var turn = 0; turn < MostTurns && !condition(); turn++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
        await Turns();
    }

    public static async Task Turns()
    {
        for (var turn = 0; turn < UsualTurns; turn++)
        {
            await Task.Yield();
        }
    }
}
