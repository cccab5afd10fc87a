using System.Threading.Channels;
using Npgsql;
using PerfMonitor.Ingestion.Scheduling;
using PerfMonitor.Testing;

namespace PerfMonitor.Ingestion.Tests;

public sealed class GridRunnerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_breaks_off_and_a_list_that_cannot_be_had_end_nothing()
    {
        var (work, clock) = (new Work(), new ManualTimeProvider());
        using var changes = new Changes<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var running = new GridRunner<string>(work, changes, new Leader(), clock).RunAsync(stop.Token);

        var said = new List<string>();
        while (!said.Contains("looked at a") || !said.Contains("not listed"))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            changes.Announce();
            while (work.Said.Reader.TryRead(out var line))
            {
                said.Add(line);
            }

            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await stop.CancelAsync();

        // It ends by the cancellation, or by itself where that comes just behind a wait; not by what went wrong.
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Assert.False(running.IsFaulted, $"{running.Exception}");
        Assert.Equal(["broke a", "looked at a"], said.Where(line => line.EndsWith('a')).Take(2));
        Assert.Contains("not listed", said);
    }

    /// <summary>Lists one thing, then nothing because the database is away; breaks off at the first look.</summary>
    private sealed class Work : IGridWork<string>
    {
        private int _lists;
        private int _looks;

        public Channel<string> Said { get; } = Channel.CreateUnbounded<string>();

        public Task<IReadOnlyDictionary<Guid, string>> ListAsync(CancellationToken cancellationToken) => Interlocked.Increment(ref _lists) == 1
            ? Task.FromResult<IReadOnlyDictionary<Guid, string>>(new Dictionary<Guid, string> { [Guid.Empty] = "a" })
            : throw new NpgsqlException("away");

        public TimeSpan IntervalOf(string item) => TimeSpan.FromSeconds(1);

        public bool IsSame(string before, string now) => before == now;

        public Task LookAsync(string item, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _looks) == 1)
            {
                throw new InvalidOperationException("a fault of ours");
            }

            Said.Writer.TryWrite($"looked at {item}");
            return Task.CompletedTask;
        }

        public void End(string item) => Said.Writer.TryWrite($"ended {item}");

        public void NotListed(string reason) => Said.Writer.TryWrite("not listed");

        public void Broke(string item, Exception failure) => Said.Writer.TryWrite($"broke {item}");
    }

    private sealed class Leader : ILeadership
    {
        public Task<bool?> HoldsAsync(CancellationToken cancellationToken) => Task.FromResult<bool?>(true);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
