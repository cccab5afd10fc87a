using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Maintenance;
using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Tests.Maintenance;

public sealed class MaintenanceLookupTests
{
    private static readonly DateTimeOffset Now = Samples.Noon;

    [Fact]
    public void Says_of_each_when_the_last_window_that_holds_it_ends()
    {
        var windows = new[]
        {
            Window(Now.AddHours(-1), Now.AddHours(1), "target=\"shop\""),
            Window(Now.AddHours(-1), Now.AddHours(2), "kind=\"web\""),
            Window(Now.AddHours(1), Now.AddHours(9), "target=\"api\""),
            Window(Now.AddHours(-9), Now, "target=\"api\""),
        };

        var until = MaintenanceLookup.LookUp([Labels("shop", "web"), Labels("shop", "api"), Labels("api", "api")], windows, Now);

        Assert.Equal([Now.AddHours(2), Now.AddHours(1), null], until);
    }

    private static MaintenanceWindow Window(DateTimeOffset from, DateTimeOffset to, string matcher) => new()
    {
        Id = Guid.NewGuid(),
        Name = "patch day",
        Matchers = [LabelMatchers.Parse(matcher)],
        StartsAt = from,
        EndsAt = to,
        CreatedBy = "anna",
        CreatedAt = from,
    };

    private static Dictionary<string, string> Labels(string target, string kind) => new() { ["target"] = target, ["kind"] = kind };
}
