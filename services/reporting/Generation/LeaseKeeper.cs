using Npgsql;

namespace PerfMonitor.Reporting.Generation;

/// <summary>Renews a claim while it is worked on, and cancels the work once another process may have taken the report over.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly Task _renewing;

    public LeaseKeeper(IReportQueue queue, Claim claim, TimeSpan lease, TimeProvider clock, CancellationToken stopping)
    {
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _renewing = RenewAsync(queue, claim, lease, clock);
    }

    /// <summary>Cancelled when the claim is no longer ours, or the process stops.</summary>
    public CancellationToken Token => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _lost.CancelAsync();
        await _renewing;
        _lost.Dispose();
    }

    private async Task RenewAsync(IReportQueue queue, Claim claim, TimeSpan lease, TimeProvider clock)
    {
        var renewedAt = clock.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(lease / 4, clock, _lost.Token);
                try
                {
                    if (!await queue.RenewAsync(claim, lease, _lost.Token))
                    {
                        break;
                    }

                    renewedAt = clock.GetTimestamp();
                }
                catch (NpgsqlException) when (clock.GetElapsedTime(renewedAt) < lease / 2)
                {
                    // PostgreSQL is away for a moment; half of the lease is left to try again.
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (NpgsqlException)
        {
            // Away for too long: somebody else may have the report by now, so the work is given up below.
        }

        await _lost.CancelAsync();
    }
}
