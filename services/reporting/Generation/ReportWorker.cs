using Microsoft.Extensions.Options;
using Npgsql;

namespace PerfMonitor.Reporting.Generation;

/// <summary>Works on reports one after the other for as long as the process lives.</summary>
internal sealed class ReportWorker(ReportWork work, ReportSignal signal, IOptions<GenerationOptions> options, ILogger<ReportWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await work.TakeOneAsync(stoppingToken))
                {
                    continue;
                }
            }
            catch (NpgsqlException failure)
            {
                // What was taken on comes back when its lease has run out.
                Log.QueueUnavailable(logger, failure.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }

            await signal.WaitAsync(options.Value.PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
