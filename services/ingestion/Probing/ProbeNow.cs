using PerfMonitor.Ingestion.Targets;

namespace PerfMonitor.Ingestion.Probing;

/// <summary>Probes that a person asks for: beside the schedule, at most <see cref="MaximumAtOnce"/> at a time.</summary>
internal sealed class ProbeNow(HttpProbe probe) : IDisposable
{
    public const int MaximumAtOnce = 8;

    private readonly SemaphoreSlim _places = new(MaximumAtOnce);

    /// <summary>The result; null where too many are under way.</summary>
    public async Task<ProbeResult?> RunAsync(Target target, CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return null;
        }

        try
        {
            return await probe.RunAsync(target, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
