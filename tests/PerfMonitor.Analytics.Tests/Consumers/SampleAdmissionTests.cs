using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Consumers;

public sealed class SampleAdmissionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("cpu", 0.0, "None")]
    [InlineData("cpu", -19.9, "None")]
    [InlineData("cpu", -20.1, "TooLate")]
    [InlineData("cpu", -30.1, "OlderThanRetention")]
    [InlineData("node_cpu", -6.9, "None")]
    [InlineData("node_cpu", -7.1, "OlderThanRetention")]
    [InlineData(null, -7.1, "None")]
    [InlineData("cpu", 0.9, "None")]
    [InlineData("cpu", 1.1, "TooFarAhead")]
    public void Takes_what_is_kept_not_too_late_and_at_most_a_day_ahead(string? metric, double days, string expected)
    {
        var options = new HistoryOptions { MaxLateness = TimeSpan.FromDays(20), Retention = [new RetentionRule { Match = "node_.*", Keep = "7d" }] };
        var admission = SampleAdmission.At(Now, options, new RetentionPolicy(Options.Create(options)));

        Assert.Equal(expected, admission.Check(Now.AddDays(days).ToUnixTimeMilliseconds(), metric is null ? null : LabelSet.Create(metric)).ToString());
    }
}
