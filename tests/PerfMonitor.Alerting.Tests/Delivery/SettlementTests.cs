using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Tests.Delivery;

public sealed class SettlementTests
{
    private static readonly DeliveryOptions Options = new();

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(5, null, 16)]
    [InlineData(10, null, 512)]
    [InlineData(11, null, 900)]
    [InlineData(19, null, 900)]
    [InlineData(1, 30, 30)]
    [InlineData(10, 30, 512)]
    [InlineData(1, 86400, 3600)]
    public void Waits_twice_as_long_each_time_or_as_long_as_the_channel_asks(int attempt, int? asked, int seconds)
    {
        var later = new Outcome.RetryLater("503", asked is { } after ? TimeSpan.FromSeconds(after) : null);

        Assert.Equal(
            new Settlement(NotificationStatus.Pending, Samples.Noon, TimeSpan.FromSeconds(2), "503", Samples.Noon.AddSeconds(seconds)) { PausedUntil = asked is { } wish ? Samples.Noon.AddSeconds(Math.Min(wish, 3600)) : null },
            Settlement.After(later, attempt, TimeSpan.FromSeconds(2), Options, Samples.Noon));
    }

    [Fact]
    public void Gives_up_after_the_last_attempt() =>
        Assert.Equal(
            new Settlement(NotificationStatus.Failed, Samples.Noon, TimeSpan.Zero, "gave up after 20 attempts: 503", null),
            Settlement.After(new Outcome.RetryLater("503"), 20, TimeSpan.Zero, Options, Samples.Noon));

    [Fact]
    public void Does_not_try_again_what_will_never_be_taken() =>
        Assert.Equal(
            new Settlement(NotificationStatus.Rejected, Samples.Noon, TimeSpan.Zero, "404 no_service", null),
            Settlement.After(new Outcome.Rejected("404 no_service"), 1, TimeSpan.Zero, Options, Samples.Noon));

    [Fact]
    public void Is_done_when_the_channel_has_taken_it() =>
        Assert.Equal(NotificationStatus.Delivered, Settlement.After(new Outcome.Delivered(), 3, TimeSpan.Zero, Options, Samples.Noon).Status);

    [Fact]
    public void Counts_as_delivered_though_not_to_all_when_only_some_recipients_are_left_after_the_last_attempt() =>
        Assert.Equal(
            new Settlement(NotificationStatus.Delivered, Samples.Noon, TimeSpan.Zero, "delivered, but not to all: gave up after 20 attempts: bob: 450", null),
            Settlement.After(new Outcome.RetryLater("bob: 450", Reached: true), 20, TimeSpan.Zero, Options, Samples.Noon));
}
