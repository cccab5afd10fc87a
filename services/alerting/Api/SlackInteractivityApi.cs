using OpenTelemetry;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Api;

/// <summary>Buttons pressed in Slack. Open to anybody, because Slack signs in nowhere: what counts is the signature with the app's secret.</summary>
internal static class SlackInteractivityApi
{
    public static void MapSlackInteractivity(this IEndpointRouteBuilder routes) => routes.MapPost("/api/slack/interactivity", ReceiveAsync).AllowAnonymous();

    private static async Task<IResult> ReceiveAsync(HttpContext context, Channels channels, SlackActions actions, TimeProvider clock, ILogger<SlackActions> logger, CancellationToken cancellationToken)
    {
        if (await RawBody.ReadAsync(context.Request, cancellationToken) is not { } body)
        {
            return Problems.Invalid("body", null, "the form that Slack sends");
        }

        var timestamp = context.Request.Headers[SlackSignature.TimestampHeader].ToString();
        var signature = context.Request.Headers[SlackSignature.Header].ToString();
        List<SlackBotOptions> bots = SlackSignature.IsFresh(timestamp, clock.GetUtcNow())
            ? [.. channels.All.Select(channel => channel.Inner).OfType<SlackBotReceiver>().Select(bot => bot.Options)
                .Where(bot => bot.SigningSecret.Length > 0 && SlackSignature.Holds(bot.SigningSecret, timestamp, body.Bytes, signature))]
            : [];
        if (bots.Count == 0)
        {
            Log.CallbackRefused(logger, "Slack", "the signature fits no SigningSecret of Channels:SlackBots, or is older than 5 minutes");
            return TypedResults.Problem("The signature does not hold, or is older than 5 minutes.", statusCode: StatusCodes.Status401Unauthorized, title: "Not from Slack");
        }

        try
        {
            if (SlackAction.Read(body.Form.GetValueOrDefault("payload", "")) is { } action)
            {
                await actions.DoAsync(action, bots, cancellationToken);
            }
        }
        catch (FormatException broken)
        {
            return Problems.Invalid("payload", null, $"an interaction of Slack ({broken.Message})");
        }

        return TypedResults.Ok();
    }
}

/// <summary>Does what a pressed button says, in the name of who pressed it.</summary>
internal sealed class SlackActions(AlertHandling handling, AlertQueries queries, SilenceStore silences, HttpSender http, TimeProvider clock, ILogger<SlackActions> logger)
{
    // Slack shows an error to who pressed the button when an answer takes more than 3 s.
    private static readonly TimeSpan LongestReply = TimeSpan.FromSeconds(1);

    public async Task DoAsync(SlackAction action, IReadOnlyList<SlackBotOptions> bots, CancellationToken cancellationToken)
    {
        var deciding = action.Deciding(bots);
        var options = deciding[0];
        if (action.RefusedBy(deciding) is { } refusing)
        {
            Log.CallbackRefused(logger, "Slack", $"{action.UserName} ({action.UserId}) is not in Operators of the channel {refusing.Name}");
            await ReplyAsync(action, refusing, $"You are not allowed to do that: your id {action.UserId} is not among the operators of this channel.", cancellationToken);
            return;
        }

        var said = action.Kind == SlackAction.Silence ? await SilenceAsync(action, options.SilenceFor, cancellationToken) : await AcknowledgeAsync(action, cancellationToken);
        if (said is not null)
        {
            await ReplyAsync(action, options, said, cancellationToken);
        }
    }

    // That it worked is seen in the message itself.
    private async Task<string?> AcknowledgeAsync(SlackAction action, CancellationToken cancellationToken) =>
        await handling.AcknowledgeAsync(action.Fingerprint, Taking.By(action.Actor), cancellationToken) switch
        {
            null => "PerfMonitor knows no such alert any more.",
            { IsOpen: false } => "The alert is over; there is nothing left to acknowledge.",
            _ => null,
        };

    private async Task<string> SilenceAsync(SlackAction action, TimeSpan length, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var newest = await queries.ListAsync(AlertFilter.Of(action.Fingerprint, null, 1), cancellationToken);
        if (newest is not [{ IsOpen: true } alert])
        {
            return "The alert is over; there is nothing left to silence.";
        }

        var silence = Silence.Of(alert, length, action.Actor, "silenced by a button in Slack", now);
        return await silences.AddAsync(silence, SilenceRules.Most, now, replaces: null, cancellationToken)
            ? $"Silenced until {Pipeline.Text.Of(silence.EndsAt)}. It can be ended on the page."
            : SilenceRules.TooMany;
    }

    // The address comes from a body whose signature holds; still, only Slack's own host is called.
    private async Task ReplyAsync(SlackAction action, SlackBotOptions options, string text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(action.ResponseUrl, UriKind.Absolute, out var address) || !(address.Host == "hooks.slack.com" || address.Authority == new Uri(options.BaseUrl).Authority))
        {
            return;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(LongestReply);

        // Who knows the address may answer in our name; the HTTP client's own trace would show it.
        using var quiet = SuppressInstrumentationScope.Begin();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { response_type = "ephemeral", replace_original = false, text }) };
        try
        {
            if (await http.SendAsync(request, timeout.Token) is not Outcome.Delivered and var failed)
            {
                Log.ReplyFailed(logger, action.UserName, failed.Reason);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.ReplyFailed(logger, action.UserName, "no answer in time");
        }
    }
}
