using System.Net;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Receivers;

public sealed class HttpSenderTests
{
    [Theory]
    [InlineData(200, "ok", "Delivered")]
    [InlineData(204, "", "Delivered")]
    [InlineData(302, "", "Rejected 302 (redirects are not followed; configure the final address)")]
    [InlineData(400, "invalid_payload", "Rejected 400 invalid_payload")]
    [InlineData(403, "action_prohibited", "Rejected 403 action_prohibited")]
    [InlineData(404, "no_service", "Rejected 404 no_service")]
    [InlineData(410, "channel_is_archived", "Rejected 410 channel_is_archived")]
    [InlineData(408, "", "RetryLater 408")]
    [InlineData(429, "rate_limited", "RetryLater 429 rate_limited")]
    [InlineData(500, "rollup_error", "RetryLater 500 rollup_error")]
    [InlineData(503, "", "RetryLater 503")]
    public void Knows_which_answers_are_worth_another_attempt(int status, string body, string outcome)
    {
        var classified = HttpSender.Classify(new HttpAnswer((HttpStatusCode)status, body, After: null));

        Assert.Equal(outcome, $"{classified.GetType().Name} {classified.Reason}".TrimEnd());
    }

    // The status has said what became of the message; a rest that is long, late, broken or in letters nobody knows changes nothing of it.
    [Theory]
    [InlineData(200, "long", "Delivered")]
    [InlineData(200, "broken", "Delivered")]
    [InlineData(200, "late", "Delivered")]
    [InlineData(200, "charset", "Delivered")]
    [InlineData(403, "long", "Rejected 403")]
    [InlineData(403, "broken", "Rejected 403")]
    [InlineData(503, "late", "RetryLater 503")]
    public async Task Goes_by_the_status_whatever_the_rest_of_the_answer_is(int status, string rest, string outcome)
    {
        var clock = new ManualTimeProvider();
        using var client = new HttpClient(new Answering((HttpStatusCode)status, rest));
        HttpConnections.Configure(client);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://channel.test/");

        var sending = new HttpSender(client, clock).SendAsync(request, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            "the outcome",
            _ =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(sending.IsCompleted);
            },
            TestContext.Current.CancellationToken);

        Assert.StartsWith(outcome, $"{(await sending).GetType().Name} {(await sending).Reason}", StringComparison.Ordinal);
    }

    private sealed class Answering(HttpStatusCode status, string rest) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new StreamContent(rest is "long" or "charset" ? new MemoryStream(new byte[200_000]) : new Body(rest));
            if (rest == "charset")
            {
                content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=of-this-house");
            }

            return Task.FromResult(new HttpResponseMessage(status) { Content = content });
        }
    }

    /// <summary>A body whose connection breaks, or that does not come.</summary>
    private sealed class Body(string fault) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(fault == "late" ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken);
            throw new IOException("The connection was closed.");
        }
    }
}
