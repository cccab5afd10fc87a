using Microsoft.Extensions.Options;
using PerfMonitor.Contracts;
using PerfMonitor.Reporting.Generation;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Reporting.Mailing;

/// <summary>Brings a ready report to people: by mail where asked for, and to the page by the bus.</summary>
internal sealed class ReportDelivery(
    IReportQueue queue,
    IMailer mailer,
    IReportAnnouncer announcer,
    ReportLinks links,
    IOptions<ReportingOptions> reporting,
    IOptions<GenerationOptions> generation,
    ReportingMetrics metrics,
    TimeProvider clock,
    ILogger<ReportDelivery> logger)
{
    public async Task DeliverAsync(Claim claim, CancellationToken cancellationToken)
    {
        if (await queue.FileAsync(claim.Request.Id, "pdf", cancellationToken) is not { } pdf)
        {
            await queue.FailAsync(claim, "Its PDF is gone: the files were deleted from the database.", clock.GetUtcNow(), cancellationToken);
            return;
        }

        if (claim.MailIsDue)
        {
            await queue.MailedAsync(claim, await MailAsync(claim, pdf, cancellationToken), cancellationToken);
        }

        var announced = claim.IsAnnounced || await AnnounceAsync(claim, pdf, cancellationToken);
        await queue.DeliveredAsync(claim, announced, Pause(claim), cancellationToken);
    }

    private async Task<MailResult> MailAsync(Claim claim, StoredFile pdf, CancellationToken cancellationToken)
    {
        var message = ReportMail.Compose(claim.Request, claim.Headline, pdf, reporting.Value.Zone, links.Reports) with { To = claim.MailOpen };
        var isLast = RetryPolicy.DelayAfter(claim.DeliveryAttempts, generation.Value) is null;
        try
        {
            var refusals = (await mailer.SendAsync(message, cancellationToken)).Refused.ToLookup(static one => one.IsTransient);
            var refused = Join([claim.MailRefused, .. Words(refusals[false])]);
            if (refusals[true].Any() && !isLast)
            {
                // Whoever has it does not get it again.
                var later = string.Join("; ", refusals[true]);
                metrics.Mailed("retried");
                Log.MailRetry(logger, claim.Request.Id, claim.DeliveryAttempts, later);
                return MailResult.Pending(Join([refused, later])!, [.. refusals[true].Select(static one => one.Recipient)], refused);
            }

            refused = Join([refused, .. Words(refusals[true])]);
            metrics.Mailed("sent");
            Log.Mailed(logger, claim.Request.Id, claim.MailOpen.Count - refusals.Sum(static one => one.Count()), refused ?? "nobody");
            return MailResult.Sent(refused);
        }
        catch (MailException failure) when (failure.IsTransient && !isLast)
        {
            metrics.Mailed("retried");
            Log.MailRetry(logger, claim.Request.Id, claim.DeliveryAttempts, failure.Message);
            return MailResult.Pending(failure.Message, claim.MailOpen, claim.MailRefused);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever keeps the mail, the report itself is there and is announced.
            metrics.Mailed("failed");
            Log.MailFailed(logger, claim.Request.Id, failure.Message);
            return claim.MailOpen.Count < claim.Request.MailTo.Count ? MailResult.Sent(Join([claim.MailRefused, failure.Message])) : MailResult.Failed(failure.Message);
        }
    }

    private static IEnumerable<string> Words(IEnumerable<RefusedRecipient> refusals) => refusals.Select(static one => one.ToString());

    private static string? Join(IEnumerable<string?> refusals) => string.Join("; ", refusals.OfType<string>()) is { Length: > 0 } all ? all : null;

    private async Task<bool> AnnounceAsync(Claim claim, StoredFile pdf, CancellationToken cancellationToken)
    {
        var request = claim.Request;
        var problem = await announcer.AnnounceAsync(
            new ReportReady
            {
                ReportId = request.Id,
                Title = request.Title,
                From = request.Period.From,
                To = request.Period.To,
                Size = pdf.Content.LongLength,
                FinishedAt = claim.FinishedAt ?? clock.GetUtcNow(),
            },
            cancellationToken);
        if (problem is not null)
        {
            Log.AnnounceRetry(logger, request.Id, problem);
        }

        return problem is null;
    }

    // The page is told however long it takes; only the pause between attempts grows.
    private TimeSpan Pause(Claim claim) => RetryPolicy.DelayAfter(claim.DeliveryAttempts, generation.Value) ?? generation.Value.LongestRetryDelay;
}
