using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Api;

/// <summary>What became of a text message after the service took it. Open to anybody, because the service signs in nowhere: what counts is its signature.</summary>
internal static class SmsStatusApi
{
    public static void MapSmsStatus(this IEndpointRouteBuilder routes) => routes.MapPost("/api/sms/{channel}/status", ReceiveAsync).AllowAnonymous();

    private static async Task<IResult> ReceiveAsync(string channel, Guid notification, HttpContext context, Channels channels, DeliveryReports reports, ILogger<DeliveryReports> logger, CancellationToken cancellationToken)
    {
        if (await RawBody.ReadAsync(context.Request, cancellationToken) is not { } body)
        {
            return Problems.Invalid("body", null, "the form that the service sends");
        }

        if (channels.Find(channel)?.Inner is not SmsReceiver { Options.StatusCallback: true } sms
            || !SmsSignature.Holds(sms.Options.AuthToken, sms.CallbackUrl(notification), body.Form, context.Request.Headers[SmsSignature.Header].ToString()))
        {
            Log.CallbackRefused(logger, "the SMS service", $"no such channel, or its signature does not hold; the signed address must be {(channels.Find(channel)?.Inner as SmsReceiver)?.CallbackUrl(notification) ?? "that of a channel with StatusCallback"}");
            return TypedResults.Problem("The signature does not hold.", statusCode: StatusCodes.Status401Unauthorized, title: "Not from the SMS service");
        }

        if (Report(body.Form) is { } report)
        {
            await reports.AddAsync(notification, report.Kind, report.Text, channel, cancellationToken);
        }

        return TypedResults.NoContent();
    }

    /// <summary>Only what is final is worth a line: on the way a message is queued, sending and sent.</summary>
    public static (TimelineKind Kind, string Text)? Report(IReadOnlyDictionary<string, string> form)
    {
        var to = form.GetValueOrDefault("To", "the recipient");
        return form.GetValueOrDefault("MessageStatus") switch
        {
            "delivered" => (TimelineKind.Delivered, $"arrived on the phone of {to}"),
            "undelivered" or "failed" => (TimelineKind.DeliveryFailed, $"did not arrive on the phone of {to}{(form.GetValueOrDefault("ErrorCode") is { Length: > 0 } code ? $" (error {code})" : "")}"),
            _ => null,
        };
    }
}
