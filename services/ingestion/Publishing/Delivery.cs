using System.Diagnostics;

namespace PerfMonitor.Ingestion.Publishing;

/// <summary>The samples of one request on their way: counts the confirmed ones, and ends with the last confirm or the first failure.</summary>
internal sealed class Delivery(int samples, ActivityContext origin)
{
    private readonly TaskCompletionSource<PublishOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _outstanding = samples;

    /// <summary>The trace the samples came with.</summary>
    public ActivityContext Origin { get; } = origin;

    /// <summary>Ends with the outcome.</summary>
    public Task<PublishOutcome> Ended => _ended.Task;

    /// <summary>Whether nobody waits for it any more: what is not sent yet need not be.</summary>
    public bool IsOver => _ended.Task.IsCompleted;

    public void Confirm(int count)
    {
        if (Interlocked.Add(ref _outstanding, -count) == 0)
        {
            _ended.TrySetResult(PublishOutcome.Confirmed);
        }
    }

    public void End(PublishOutcome outcome) => _ended.TrySetResult(outcome);
}
