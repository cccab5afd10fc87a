using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using PerfMonitor.Reporting.Data;
using PerfMonitor.Reporting.Mailing;

namespace PerfMonitor.Reporting.Generation;

/// <summary>
/// Takes on one report and brings it a step further: makes it, or delivers it. Whatever happens in between, the row in
/// the queue says what is left to do, for this process or another.
/// </summary>
internal sealed class ReportWork(
    IReportQueue queue,
    IServiceScopeFactory scopes,
    ReportDelivery delivery,
    IOptions<GenerationOptions> options,
    ReportingMetrics metrics,
    TimeProvider clock,
    ILogger<ReportWork> logger)
{
    private readonly GenerationOptions _options = options.Value;

    /// <returns>False where nothing was due.</returns>
    public async Task<bool> TakeOneAsync(CancellationToken cancellationToken)
    {
        if (await queue.ClaimAsync(_options.Lease, cancellationToken) is not { } claim)
        {
            return false;
        }

        using var activity = ReportingMetrics.Activities.StartActivity(claim.IsReady ? "deliver report" : "make report");
        activity?.SetTag("report.id", claim.Request.Id);
        await using var lease = new LeaseKeeper(queue, claim, _options.Lease, clock, cancellationToken);
        try
        {
            if (claim.IsReady)
            {
                await delivery.DeliverAsync(claim, lease.Token);
            }
            else
            {
                await MakeAsync(claim, lease.Token);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops: without this the report would wait for the lease to run out.
            await queue.ReturnAsync(claim, CancellationToken.None);
            throw;
        }
        catch (OperationCanceledException)
        {
            Log.LeaseLost(logger, claim.Request.Id);
        }

        return true;
    }

    private async Task MakeAsync(Claim claim, CancellationToken cancellationToken)
    {
        var id = claim.Request.Id;
        if (claim.Attempts > _options.MostAttempts)
        {
            await GiveUpAsync(claim, $"Given up: {_options.MostAttempts} attempts ended without a word, as when the process is killed.", failure: null, cancellationToken);
            return;
        }

        var started = clock.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var report = await scope.ServiceProvider.GetRequiredService<ReportGenerator>().GenerateAsync(claim.Request, cancellationToken);
            if (await queue.FinishAsync(claim, report, cancellationToken))
            {
                var elapsed = clock.GetElapsedTime(started);
                metrics.Finished("ready", elapsed);
                Log.Ready(logger, id, claim.Request.Title, report.Files.Sum(file => file.Content.Length), elapsed.TotalSeconds);
            }
            else
            {
                Log.LeaseLost(logger, id);
            }
        }
        catch (DataUnavailableException failure) when (RetryPolicy.DelayAfter(claim.Attempts, _options) is { } delay)
        {
            metrics.Retried();
            Log.Retry(logger, id, claim.Attempts, failure.Message, delay.TotalSeconds);
            await queue.RetryAsync(claim, failure.Message, delay, cancellationToken);
        }
        catch (Exception failure) when (failure is DataUnavailableException or DataRefusedException or ReportTooLargeException)
        {
            await GiveUpAsync(claim, failure.Message, failure, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not NpgsqlException)
        {
            // A fault of ours in building or rendering: the same data would meet it again. Without PostgreSQL not even
            // that can be noted, so the lease has to run out.
            await GiveUpAsync(claim, $"The report could not be made because of a fault in PerfMonitor ({failure.GetType().Name}): {failure.Message}", failure, cancellationToken);
        }
    }

    private async Task GiveUpAsync(Claim claim, string reason, Exception? failure, CancellationToken cancellationToken)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, reason);
        metrics.Finished("failed", elapsed: null);
        Log.Failed(logger, claim.Request.Id, claim.Request.Title, reason, failure);
        await queue.FailAsync(claim, reason, clock.GetUtcNow(), cancellationToken);
    }
}
