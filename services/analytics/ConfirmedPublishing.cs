using MassTransit;

namespace PerfMonitor.Analytics;

/// <summary>Publishing with an end: a broker that dies takes confirms with it, and who waits for one then waits for ever.</summary>
internal static class ConfirmedPublishing
{
    private static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(5);

    /// <summary>Completes when the broker has confirmed the message; a <see cref="TimeoutException"/> where it has not within the limit, although it may have it.</summary>
    public static async Task PublishConfirmedAsync(this IBus bus, object message, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConfirmLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await bus.Publish(message, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"the broker has not confirmed within {ConfirmLimit.TotalSeconds:0} s");
        }
    }
}
