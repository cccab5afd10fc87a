using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Analytics.Archive;
using PerfMonitor.Testing;

namespace PerfMonitor.Analytics.Tests.Archive;

public sealed class ArchiveTasksTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_task_that_fails_unforeseen_tells_its_reason_and_the_next_one_runs()
    {
        using var tasks = new ArchiveTasks(new ManualTimeProvider(), NullLogger<ArchiveTasks>.Instance);
        await tasks.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(tasks.TryStart("restore", static _ => throw new ArchiveRefusedException("there is no archive \"x\"")));
        Assert.Equal(("there is no archive \"x\"", true), await EndedAsync());
        Assert.True(tasks.TryStart("archive", static _ => throw new InvalidOperationException("of all things")));
        Assert.Equal(("of all things", true), await EndedAsync());
        Assert.True(tasks.TryStart("archive", static _ => Task.FromResult("done")));
        Assert.Equal(("done", false), await EndedAsync());

        async Task<(string, bool)> EndedAsync()
        {
            var started = DateTime.UtcNow;
            while (tasks.Newest is { EndedAt: null } && !tasks.ExecuteTask!.IsCompleted && DateTime.UtcNow - started < Patience)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            return (tasks.Newest!.Outcome, tasks.Newest.Failed);
        }
    }
}
