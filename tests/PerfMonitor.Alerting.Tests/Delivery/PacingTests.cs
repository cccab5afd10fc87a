using PerfMonitor.Alerting.Delivery;

namespace PerfMonitor.Alerting.Tests.Delivery;

public sealed class PacingTests
{
    private static readonly LimitOptions Limit = new() { Most = 5, Per = TimeSpan.FromMinutes(10) };

    [Theory]
    [InlineData(true, 0, 0, 0, 0, false, "OneByOne 0")]
    [InlineData(true, 0, 3, 0, 0, false, "OneByOne 3")]
    [InlineData(true, 0, 4, 0, 0, false, "Together: the channel is limited to 5 messages in 10 min")]
    [InlineData(true, 0, 4, 0, 1, false, "OneByOne 4")]
    [InlineData(true, 0, 5, 0, 1, false, "Together: the channel is limited to 5 messages in 10 min")]
    [InlineData(true, 3, 1, 0, 0, false, "OneByOne 1")]
    [InlineData(true, 3, 2, 0, 0, false, "Together: the channel is limited to 5 messages in 10 min")]
    [InlineData(true, 4, 1, 0, 0, false, "Wait: 5 messages in 10 min are the limit, 1 of them kept for critical alerts; the next may go at 2026-03-02 12:03:00 UTC")]
    [InlineData(true, 4, 1, 0, 1, false, "OneByOne 1")]
    [InlineData(true, 4, 9, 0, 1, false, "Together: the channel is limited to 5 messages in 10 min")]
    [InlineData(true, 5, 1, 0, 1, false, "Wait: 5 messages in 10 min are the limit; the next may go at 2026-03-02 12:03:00 UTC")]
    [InlineData(true, 5, 1, 0, 0, true, "Together: the digest before did not arrive")]
    [InlineData(true, 1, 4, 0, 1, false, "Together: the channel is limited to 5 messages in 10 min")]
    [InlineData(true, 1, 3, 0, 1, false, "OneByOne 3")]
    [InlineData(false, 500, 30, 0, 0, false, "OneByOne 4")]
    [InlineData(false, 0, 2, 2, 0, false, "Together: this channel is told in digests")]
    [InlineData(false, 0, 1, 1, 0, false, "OneByOne 1")]
    public void Sends_one_by_one_while_it_may_and_then_all_together_with_room_kept_for_what_is_critical(bool limited, int sent, int due, int waiting, int critical, bool open, string pace)
    {
        var decided = Pacing.Decide(limited ? Limit : null, new Traffic(sent, Samples.Noon.AddMinutes(-7), due, waiting, critical, open), free: 4, Samples.Noon);

        Assert.Equal(pace, decided is Pace.OneByOne alone ? $"OneByOne {alone.Most}{(alone.CriticalOnly ? " critical" : "")}" : $"{decided.GetType().Name}: {decided.Reason}");
    }

    [Theory]
    [InlineData(14, 4, 3, "OneByOne 4")]
    [InlineData(15, 4, 1, "OneByOne 1 critical")]
    [InlineData(15, 4, 4, "OneByOne 4 critical")]
    [InlineData(15, 6, 5, "Together")]
    [InlineData(18, 4, 1, "OneByOne 1 critical")]
    [InlineData(19, 4, 1, "Together")]
    [InlineData(19, 1, 1, "OneByOne 1")]
    [InlineData(15, 3, 0, "Wait")]
    public void Keeps_the_last_quarter_for_what_is_critical_also_while_that_goes(int sent, int due, int critical, string pace)
    {
        var decided = Pacing.Decide(new LimitOptions { Most = 20, Per = Limit.Per }, new Traffic(sent, Samples.Noon, due, 0, critical, false), free: 4, Samples.Noon);

        Assert.Equal(pace, decided is Pace.OneByOne alone ? $"OneByOne {alone.Most}{(alone.CriticalOnly ? " critical" : "")}" : decided.GetType().Name);
    }
}
