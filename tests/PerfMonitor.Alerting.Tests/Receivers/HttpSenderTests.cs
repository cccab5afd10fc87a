using System.Net;
using PerfMonitor.Alerting.Receivers;

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
}
