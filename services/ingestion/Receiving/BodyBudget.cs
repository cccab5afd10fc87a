using Microsoft.Extensions.Options;

namespace PerfMonitor.Ingestion.Receiving;

/// <summary>The memory that bodies of all requests share.</summary>
internal sealed class BodyBudget(IOptions<ReceiverOptions> options)
{
    private long _used;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= options.Value.MaximumBufferedBytes)
        {
            return true;
        }

        Give(bytes);
        return false;
    }

    public void Give(long bytes) => Interlocked.Add(ref _used, -bytes);
}
