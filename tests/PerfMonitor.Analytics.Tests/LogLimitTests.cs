using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Testing;

namespace PerfMonitor.Analytics.Tests;

public sealed class LogLimitTests
{
    [Fact]
    public void Lets_one_line_of_a_kind_through_per_interval()
    {
        var clock = new ManualTimeProvider();
        var limit = new LogLimit(clock);

        Assert.Equal([true, false, true], [limit.Allows(Announcement.WrongId), limit.Allows(Announcement.WrongId), limit.Allows(Announcement.Collision)]);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(limit.Allows(Announcement.WrongId));
    }
}
