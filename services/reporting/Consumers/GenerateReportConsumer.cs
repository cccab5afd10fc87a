using MassTransit;
using Microsoft.Extensions.Options;
using PerfMonitor.Contracts;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Consumers;

/// <summary>Puts a report that was asked for on the bus into the queue; a second delivery changes nothing.</summary>
internal sealed class GenerateReportConsumer(
    IReportQueue queue,
    ReportSignal signal,
    IOptions<ReportingOptions> options,
    TimeProvider clock,
    ILogger<GenerateReportConsumer> logger) : IConsumer<GenerateReport>
{
    public async Task Consume(ConsumeContext<GenerateReport> context)
    {
        var command = context.Message;
        var now = clock.GetUtcNow();
        var wish = new ReportWish { From = command.From, To = command.To, Title = command.Title, MailTo = command.MailTo };
        var bounds = new RequestBounds(options.Value.LongestPeriod, options.Value.MostRecipients);
        var (request, errors) = RequestRules.Check(command.ReportId, wish, command.RequestedBy, now, bounds);
        if (request is null)
        {
            // Nobody waits for an answer here, and a redelivery would be refused just the same.
            Log.CommandRefused(logger, command.ReportId, command.RequestedBy, string.Join(" ", errors.SelectMany(error => error.Value)));
            return;
        }

        if (await queue.AddAsync(request, now, context.CancellationToken))
        {
            Log.Requested(logger, request.RequestedBy, request.Id, request.Period.From, request.Period.To);
        }

        signal.Set();
    }
}

/// <summary>One command at a time is plenty: a command becomes a row, the work comes later.</summary>
internal sealed class GenerateReportConsumerDefinition : ConsumerDefinition<GenerateReportConsumer>
{
    public GenerateReportConsumerDefinition() => ConcurrentMessageLimit = 1;
}
