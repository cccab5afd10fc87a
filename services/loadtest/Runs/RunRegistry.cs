using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.LoadTest.Generator;
using PerfMonitor.LoadTest.Progress;
using PerfMonitor.LoadTest.Publishing;

namespace PerfMonitor.LoadTest.Runs;

/// <summary>The runs that go in this process; bounded by <see cref="LoadTestOptions.MaximumConcurrentRuns"/>.</summary>
internal sealed class RunRegistry(RunStore store, IServiceProvider services, IOptions<LoadTestOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<RunRegistry> logger) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _going = new();
    private readonly SemaphoreSlim _slots = new(options.Value.MaximumConcurrentRuns);

    /// <summary>Starts a run; null when as many as allowed are going already.</summary>
    public async Task<Run?> StartAsync(RunPlan plan, string startedBy, CancellationToken cancellationToken)
    {
        if (!await _slots.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return null;
        }

        var run = new Run(Guid.CreateVersion7(), plan.Name, plan.Url.ToString(), plan.VirtualUsers, plan.Duration.TotalSeconds, "running", startedBy, clock.GetUtcNow(), EndedAt: null, Progress: null);
        try
        {
            await store.AddAsync(run, cancellationToken);
        }
        catch
        {
            _slots.Release();
            throw;
        }

        var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        _going[run.Id] = stop;
        logger.Started(run.Id, plan.Name, plan.Url, plan.VirtualUsers, plan.Duration);
        _ = Task.Run(() => GoAsync(run, plan, stop), CancellationToken.None);
        return run;
    }

    /// <summary>Asks a run to end; false when it does not go in this process.</summary>
    public bool Stop(Guid id)
    {
        if (!_going.TryGetValue(id, out var stop))
        {
            return false;
        }

        stop.Cancel();
        return true;
    }

    public void Dispose() => _slots.Dispose();

    private async Task GoAsync(Run run, RunPlan plan, CancellationTokenSource stop)
    {
        var counters = new RunCounters(run.StartedAt, plan.Duration);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        end.CancelAfter(plan.Duration);
        using var ended = new CancellationTokenSource();
        var (steps, generator) = (new ProgressSteps(), new GeneratorUse());
        try
        {
            var monitor = new ProgressMonitor(counters, clock).RunAsync(progress => ReportAsync(run, plan, progress, steps, generator.Read(clock.GetUtcNow())), ended.Token);
            await new VirtualUsers(plan, counters, clock).RunAsync(end.Token);
            await ended.CancelAsync();
            await monitor;
            var last = counters.Read(clock.GetUtcNow());
            var state = stop.IsCancellationRequested ? "stopped" : "finished";
            await store.EndAsync(run.Id, state, clock.GetUtcNow(), last, CancellationToken.None);
            logger.Ended(run.Id, state, StatusLine.Console(last));
        }
        catch (NpgsqlException failure)
        {
            // The row keeps its last progress and is marked as interrupted once its sign of life is old.
            logger.EndNotStored(run.Id, failure);
        }
        finally
        {
            _going.TryRemove(run.Id, out _);
            stop.Dispose();
            _slots.Release();
        }
    }

    /// <summary>Tells, stores and sends one record. A failure here is logged and counted against the record alone: the run itself goes on.</summary>
    private async ValueTask ReportAsync(Run run, RunPlan plan, ProgressRecord progress, ProgressSteps steps, GeneratorFigures generator)
    {
        if (steps.Reach(progress.ProgressPercent))
        {
            logger.HowFar(run.Id, StatusLine.Console(progress));
        }

        try
        {
            await store.SaveProgressAsync(run.Id, progress, CancellationToken.None);
            await services.GetRequiredService<SamplesClient>().SendAsync(RunSample.From(run.Id, plan, progress, generator), CancellationToken.None);
        }
        catch (Exception failure) when (failure is NpgsqlException or HttpRequestException or TaskCanceledException)
        {
            logger.ProgressNotReported(run.Id, failure.Message);
        }
    }
}
