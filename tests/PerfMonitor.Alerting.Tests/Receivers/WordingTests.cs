using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Tests.Receivers;

public sealed class WordingTests
{
    [Fact]
    public void Says_beside_its_times_that_an_alert_flaps()
    {
        var flapping = Samples.Alert() with { Annotations = new Dictionary<string, string> { ["flapping"] = "began 4 times within 30m" } };

        Assert.Equal("since 2026-03-02 12:00:00 UTC, flapping: began 4 times within 30m", Wording.Times(flapping));
        Assert.Equal("since 2026-03-02 12:00:00 UTC, flapping: began 4 times within 30m, lasted 4 min 10 s: the condition is false again", Wording.Times(flapping.Resolved()));
        Assert.Equal("since 2026-03-02 12:00:00 UTC", Wording.Times(Samples.Alert()));
    }
}
