using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;

namespace PerfMonitor.Analytics.History;

/// <summary>
/// Commits what has gathered once per <see cref="HistoryOptions.CommitInterval"/>, earlier when much has. A commit that fails is
/// tried again until it succeeds: its samples stay readable in memory and their deliveries unacknowledged on the bus.
/// </summary>
internal sealed class GroupCommit(
    HistoryBuffer buffer,
    IHistoryStore store,
    SeriesCatalogue catalogue,
    IOptions<HistoryOptions> options,
    TimeProvider clock,
    AnalyticsMetrics metrics,
    ILogger<GroupCommit> logger) : BackgroundService
{
    // Between commits that start early.
    private static readonly TimeSpan MinimumGap = TimeSpan.FromMilliseconds(100);

    // The longest rest after a slice of chunks.
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    /// <summary>Since when commits fail; null while they succeed.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Commits what has gathered, once and as fast as it goes; returns whether there was anything.</summary>
    public Task<bool> CommitAsync(CancellationToken cancellationToken) => CommitAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>
    /// Commits what has gathered, once; returns whether there was anything. <paramref name="within"/> is the time it may take at its ease: until then, or until
    /// a commit is wanted early, it rests between slices.
    /// </summary>
    public async Task<bool> CommitAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        if (buffer.BeginCommit() is not { } pending)
        {
            return false;
        }

        var started = Stopwatch.GetTimestamp();
        var commit = Prepare(pending, within);
        await CommitUntilDoneAsync(commit, cancellationToken);
        var committed = pending.Count;
        buffer.EndCommit();
        metrics.CommitDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        metrics.ChunksWritten.Add(commit.Chunks.Count);
        metrics.SamplesCommitted.Add(committed);
        return true;
    }

    /// <summary>Stops after a last commit for what rules recorded; deliveries still waiting when the bus has stopped come again.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!buffer.IsCommitting)
        {
            await CommitAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isEarly = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var interval = Task.Delay(options.Value.CommitInterval, clock, stoppingToken);
            var gap = Task.Delay(MinimumGap, clock, stoppingToken);

            // What gathers during a commit waits no longer for it: the next one begins an interval after this one did.
            await CommitAsync(isEarly ? TimeSpan.Zero : options.Value.CommitInterval / 2, stoppingToken);
            await Task.WhenAny(interval, gap);
            await Task.WhenAny(interval, buffer.Full);
            isEarly = !interval.IsCompleted;
        }
    }

    private HistoryCommit Prepare(PendingSamples pending, TimeSpan within)
    {
        var chunks = new List<ChunkRow>(pending.Runs.Count);
        foreach (var run in pending.Runs)
        {
            // Sorting needs a copy, because queries read the original meanwhile.
            ChunkCutter.Cut(run.Series, SampleOrder.IsNormal(run.Samples) ? run.Samples : [.. run.Samples], ChunkCutter.HourMs, chunks);
        }

        var changed = pending.Runs.Select(static run => run.Series).Union(pending.Announced)
            .Select(catalogue.Find)
            .Where(static entry => entry is { NeedsStoring: true })
            .Select(static entry => new SeriesRow(entry!.Id, entry.Labels, entry.FirstSeenMs, entry.LastSeenMs));
        var commit = new HistoryCommit(chunks, [.. changed]);
        var slices = chunks.Count / HistoryCommit.ChunksPerSlice;
        if (slices == 0 || within == TimeSpan.Zero)
        {
            return commit;
        }

        var rest = TimeSpan.FromTicks(Math.Min(LongestRest.Ticks, within.Ticks / slices));
        return commit with { Rest = () => Task.WhenAny(Task.Delay(rest, clock), buffer.Full) };
    }

    private async Task CommitUntilDoneAsync(HistoryCommit commit, CancellationToken cancellationToken)
    {
        for (var delay = FirstRetry; ; delay = TimeSpan.FromTicks(Math.Min(LastRetry.Ticks, delay.Ticks * 2)))
        {
            try
            {
                Applied(commit, await store.CommitAsync(commit, cancellationToken));
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException)
            {
                FailingSince ??= clock.GetUtcNow();
                metrics.CommitFailures.Add(1);
                logger.CommitFailed(commit.Chunks.Count, buffer.Count, delay, failure);
                await Task.Delay(delay, clock, cancellationToken);
            }
        }
    }

    private void Applied(HistoryCommit commit, IReadOnlyList<TimeSeries.SeriesId> refused)
    {
        if (FailingSince is { } since)
        {
            FailingSince = null;
            var outage = clock.GetUtcNow() - since;
            logger.CommitRecovered(outage);
        }

        foreach (var row in commit.Series)
        {
            if (refused.Contains(row.Id))
            {
                catalogue.Reject(row.Id);
                metrics.SeriesRefused(Announcement.Collision);
                logger.SeriesRefused(row.Id, new(row.Labels), Announcement.Collision);
            }
            else
            {
                catalogue.Find(row.Id)?.StoredAs(row.FirstSeenMs, row.LastSeenMs);
            }
        }
    }
}
