using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Tests.Acceptance;
using PerfMonitor.Alerting.Tests.Receivers;

namespace PerfMonitor.Alerting.Tests.Delivery;

public sealed class LimitValidationTests
{
    [Theory]
    [InlineData("email", null)]
    [InlineData("mail", "Delivery:Limits:mail: 'mail' is no channel; there are email, pagerduty.")]
    [InlineData("pagerduty", "Delivery:Limits:pagerduty: pagerduty cannot be told in digests, so it cannot be limited.")]
    public void Finds_limits_that_would_limit_nothing(string channel, string? error)
    {
        var channels = new Channels([new FakeReceiver("email"), new PagerDutyReceiver(new(), new(), Answers.Sender())]);

        var result = new LimitValidation(channels).Validate(null, new DeliveryOptions { Limits = new Dictionary<string, LimitOptions> { [channel] = new() } });

        Assert.Equal(error, result.Failures?.Single());
    }
}
