using System.Net.Http.Headers;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Sends a request for a channel and classifies the answer as the channel's protocol would.</summary>
internal sealed class HttpSender(HttpClient client, TimeProvider clock)
{
    public Task<Outcome> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, Classify, cancellationToken);

    /// <summary>For protocols that say more in the body than in the status.</summary>
    public async Task<Outcome> SendAsync(HttpRequestMessage request, Func<HttpAnswer, Outcome> classify, CancellationToken cancellationToken)
    {
        try
        {
            // What the status confirms is delivered, however long, late or broken the rest of the answer is.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = RequestSecrets.Hide(await HttpConnections.BeginningAsync(response, clock, cancellationToken), request);
            var outcome = classify(new HttpAnswer(response.StatusCode, body, After(response.Headers.RetryAfter)));

            // Whichever part of the answer a protocol takes its reason from.
            return outcome.Reason is { Length: > Outcome.LongestReason } reason ? outcome with { Reason = Text.Cut(reason, Outcome.LongestReason) } : outcome;
        }
        catch (HttpRequestException unreachable)
        {
            var reason = unreachable.InnerException?.Message is { } inner && !unreachable.Message.Contains(inner, StringComparison.Ordinal) ? $"{unreachable.Message} {inner}" : unreachable.Message;
            return new Outcome.RetryLater(RequestSecrets.Hide(reason, request));
        }
    }

    public static Outcome Classify(HttpAnswer answer)
    {
        var reason = $"{(int)answer.Status} {answer.Excerpt}".TrimEnd();
        return (int)answer.Status switch
        {
            >= 200 and < 300 => new Outcome.Delivered(),
            408 or 425 or 429 or >= 500 => new Outcome.RetryLater(reason, answer.After),
            >= 300 and < 400 => new Outcome.Rejected($"{reason} (redirects are not followed; configure the final address)"),
            _ => new Outcome.Rejected(reason),
        };
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };
}
