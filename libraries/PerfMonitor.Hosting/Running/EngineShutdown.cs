using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Running;

/// <summary>Ends DCP, or, when it is dead already, waits for its monitors to end what it started.</summary>
internal static class EngineShutdown
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static async Task CompleteAsync(DcpSession dcp, bool lost, IReadOnlyList<int> processIds, OperatorConsole console)
    {
        if (!lost)
        {
            try
            {
                await dcp.Client.ShutDownAsync(CancellationToken.None).ConfigureAwait(false);
                await UntilAsync(async () => !await dcp.Client.IsAliveAsync(CancellationToken.None).ConfigureAwait(false) && !dcp.HasProcesses()).ConfigureAwait(false);
                return;
            }
            catch (HttpRequestException)
            {
                // It died in the meantime; its monitors do the rest.
            }
        }

        if (!await UntilAsync(() => Task.FromResult(!processIds.Any(Signals.Exists))).ConfigureAwait(false))
        {
            console.Warn($"These processes are still there and should be ended by hand: {string.Join(' ', processIds.Where(Signals.Exists))}.");
        }
    }

    private static async Task<bool> UntilAsync(Func<Task<bool>> done)
    {
        for (var waited = TimeSpan.Zero; waited < Limit; waited += Step)
        {
            if (await done().ConfigureAwait(false))
            {
                return true;
            }

            await Task.Delay(Step).ConfigureAwait(false);
        }

        return false;
    }
}
