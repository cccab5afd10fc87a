using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.History;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class RetentionPolicyTests
{
    [Theory]
    [InlineData("node_cpu", 14, 90, 365)]
    [InlineData("node_load1", 14, 90, 365)]
    [InlineData("business_revenue", 400, 500, 3_650)]
    [InlineData("cpu_node_x", 30, 90, 365)]
    public void Takes_the_first_rule_that_matches_the_whole_name(string metric, int samples, int minutes, int hours)
    {
        var policy = Policy(
            new() { Match = "node_.*", Keep = "2w" },
            new() { Match = "node_load1", Keep = "1d" },
            new() { Match = "business_.*", Keep = "400d", KeepMinutes = "500d", KeepHours = "10y" });

        Assert.Equal(new Retention(TimeSpan.FromDays(samples), TimeSpan.FromDays(minutes), TimeSpan.FromDays(hours)), policy.Of(metric));
        Assert.Equal(new Retention(TimeSpan.FromDays(400), TimeSpan.FromDays(500), TimeSpan.FromDays(3_650)), policy.Longest);
        Assert.Equal(TimeSpan.FromDays(1), policy.ShortestSamples);
    }

    [Fact]
    public void Says_all_at_once_what_is_wrong_with_rules()
    {
        var options = new HistoryOptions { Retention = [new() { Match = "node_(", Keep = "soon" }, new() { Keep = "1d", KeepHours = "0s" }] };

        Assert.Equal(
            [
                "History:Retention:0:Match \"node_(\" is no regular expression for a metric name, such as node_.*: error parsing regexp: missing closing ): `node_(` (Parameter 'pattern')",
                "History:Retention:0:Keep \"soon\" is no duration above zero, such as 14d",
                "History:Retention:1:Match \"\" is no regular expression for a metric name, such as node_.*: it is empty",
                "History:Retention:1:KeepHours \"0s\" is no duration above zero, such as 14d",
            ],
            options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage));
    }

    private static RetentionPolicy Policy(params RetentionRule[] rules) => new(Options.Create(new HistoryOptions { Retention = rules }));
}
