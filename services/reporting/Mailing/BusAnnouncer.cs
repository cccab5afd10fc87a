using MassTransit;
using PerfMonitor.Contracts;

namespace PerfMonitor.Reporting.Mailing;

/// <summary>Publishes <see cref="ReportReady"/> on the bus.</summary>
internal sealed class BusAnnouncer(IBus bus) : IReportAnnouncer
{
    // A publish waits while the broker is away; the mail and other reports should not wait with it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<string?> AnnounceAsync(ReportReady ready, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await bus.Publish(ready, context => context.MessageId = ready.ReportId, patience.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The bus did not take it within {Patience.TotalSeconds:0} s.";
        }
        catch (MassTransitException failure)
        {
            return failure.Message;
        }
        catch (RabbitMQ.Client.Exceptions.RabbitMQClientException failure)
        {
            return failure.Message;
        }
    }
}
