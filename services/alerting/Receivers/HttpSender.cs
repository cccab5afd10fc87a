using System.Net;
using System.Net.Http.Headers;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Sends a request for a channel and classifies the answer as the channel's protocol would.</summary>
internal sealed class HttpSender(HttpClient client, TimeProvider clock)
{
    // Of an answer's body, as much as a person reads in a delivery log.
    private const int LongestExcerpt = 200;

    public async Task<Outcome> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var excerpt = await ExcerptAsync(response, cancellationToken);
            return Classify(response.StatusCode, excerpt, After(response.Headers.RetryAfter));
        }
        catch (HttpRequestException unreachable)
        {
            return new Outcome.RetryLater(unreachable.InnerException?.Message is { } inner && !unreachable.Message.Contains(inner, StringComparison.Ordinal)
                ? $"{unreachable.Message} {inner}"
                : unreachable.Message);
        }
    }

    public static Outcome Classify(HttpStatusCode status, string excerpt, TimeSpan? after)
    {
        var reason = $"{(int)status} {excerpt}".TrimEnd();
        return (int)status switch
        {
            >= 200 and < 300 => new Outcome.Delivered(),
            408 or 425 or 429 or >= 500 => new Outcome.RetryLater(reason, after),
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

    private static async Task<string> ExcerptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = (await response.Content.ReadAsStringAsync(cancellationToken)).ReplaceLineEndings(" ").Trim();
        return body.Length <= LongestExcerpt ? body : string.Concat(body.AsSpan(0, LongestExcerpt), "…");
    }
}
