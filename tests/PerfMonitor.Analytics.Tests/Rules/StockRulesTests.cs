using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.PromQL.Scripts;
using PerfMonitor.Testing;

namespace PerfMonitor.Analytics.Tests.Rules;

/// <summary>The shipped rule files: each rule is shown what it is for, and something just short of it.</summary>
public sealed class StockRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<RuleGroup> Groups =
        [.. Directory.EnumerateFiles(Repository.Path("config", "rules"), "*.yml").Order().SelectMany(path => RuleFileParser.Parse(Path.GetFileName(path), File.ReadAllText(path)).Groups)];

    [Fact]
    public void Are_read_without_an_error() =>
        Assert.Empty(Directory.EnumerateFiles(Repository.Path("config", "rules"), "*.yml").SelectMany(path => RuleFileParser.Parse(path, File.ReadAllText(path)).Errors));

    [Fact]
    [Trait("feature", "S3-72")]
    [Trait("feature", "S2-110")]
    [Trait("feature", "S3-43")]
    public void Have_a_level_and_say_what_to_do()
    {
        foreach (var rule in Groups.SelectMany(group => group.Rules).OfType<AlertRule>())
        {
            Assert.Contains(rule.Labels.Single(label => label.Name == "severity").Template.Source, (string[])["critical", "warning", "info"]);
            Assert.All(["summary", "description", "recommendation"], name => Assert.Contains(rule.Annotations, annotation => annotation.Name == name));
        }
    }

    [Fact]
    [Trait("feature", "S3-82")]
    public void Are_not_looked_at_with_each_sample_where_all_of_a_group_wait_a_minute_or_longer() =>
        Assert.All(Groups.Where(static group => group.Interval is null), static group => Assert.Contains(group.Rules, static rule => rule is AlertRule { Timing.For.TotalSeconds: < 60 }));

    [Theory]
    [Trait("feature", "S0-33")]
    [Trait("feature", "S0-34")]
    [Trait("feature", "S0-35")]
    [Trait("feature", "S1-33")]
    [Trait("feature", "S1-34")]
    [Trait("feature", "S1-35")]
    [Trait("feature", "S1-36")]
    [Trait("feature", "S1-37")]
    [Trait("feature", "S2-90")]
    [Trait("feature", "S2-91")]
    [Trait("feature", "S2-92")]
    [Trait("feature", "S2-93")]
    [Trait("feature", "S2-94")]
    [Trait("feature", "S2-95")]
    [Trait("feature", "S2-97")]
    [Trait("feature", "S2-99")]
    [Trait("feature", "S3-33")]
    [Trait("feature", "S3-34")]
    [Trait("feature", "S3-35")]
    [Trait("feature", "S3-36")]
    [Trait("feature", "S3-37")]
    [Trait("feature", "S3-38")]
    [Trait("feature", "S3-39")]
    [Trait("feature", "S3-40")]
    [Trait("feature", "S3-41")]
    [Trait("feature", "S3-42")]
    [MemberData(nameof(Cases))]
    public async Task Fire_on_what_they_are_for_and_on_nothing_short_of_it(string rule, string severity, string firing, string quiet)
    {
        Assert.Equal("fires", await AskAsync(rule, severity, firing));
        Assert.Equal("quiet", await AskAsync(rule, severity, quiet));
    }

    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "HostCpuHigh", "critical", "host_cpu_utilization_ratio 0.91", "host_cpu_utilization_ratio 0.9" },
        { "HostCpuHigh", "warning", "host_cpu_utilization_ratio 0.81", "host_cpu_utilization_ratio 0.8" },
        { "HostMemoryHigh", "warning", "host_memory_utilization_ratio 0.86", "host_memory_utilization_ratio 0.85" },
        { "HostFilesystemFull", "critical", "host_filesystem_utilization_ratio 0.96", "host_filesystem_utilization_ratio 0.95" },
        { "ComponentLatencyHigh", "warning", "component_latency_seconds 0.151", "component_latency_seconds 0.15" },
        { "ComponentThroughputLow", "critical", "component_throughput_per_second 399", "component_throughput_per_second 400" },
        { "ComponentMemoryHigh", "warning", "component_memory_bytes 80000001", "component_memory_bytes 80000000" },
        { "ComponentCpuHigh", "critical", "component_cpu_utilization_ratio 0.91", "component_cpu_utilization_ratio 0.9" },
        { "ComponentErrorRateHigh", "critical", "component_error_ratio 0.051", "component_error_ratio 0.05" },
        { "LoadTestSuccessRateLow", "warning", "loadtest_success_rate_percent 89.9;loadtest_requests_completed_total 89;loadtest_requests_failed_total 10;loadtest_progress_percent 50", "loadtest_success_rate_percent 90;loadtest_requests_completed_total 90;loadtest_requests_failed_total 10;loadtest_progress_percent 50" },
        { "LoadTestRateLow", "warning", "loadtest_requests_per_second 49;loadtest_expected_requests_per_second 100;loadtest_progress_percent 50", "loadtest_requests_per_second 49;loadtest_expected_requests_per_second 100;loadtest_progress_percent 100" },
        { "LoadTestDegrading", "warning", "loadtest_response_mean_seconds 0.1x40 0.21;loadtest_progress_percent 50", "loadtest_response_mean_seconds 0.1x40 0.2;loadtest_progress_percent 50" },
        { "LoadGeneratorBusy", "warning", "loadtest_generator_cpu_utilization_ratio 0.81", "loadtest_generator_cpu_utilization_ratio 0.8" },
        { "MaintenanceSoon", "info", "perfmonitor_maintenance_starts_in_seconds{window=\"patch day\"} 3600", "perfmonitor_maintenance_starts_in_seconds{window=\"patch day\"} 3601;perfmonitor_maintenance_starts_in_seconds{window=\"over\"} -1" },
        { "DrawdownExceeded", "warning", "strategy_drawdown_ratio 0.101", "strategy_drawdown_ratio 0.1" },
        { "VolatilitySpike", "warning", "strategy_volatility_ratio 0.251", "strategy_volatility_ratio 0.25" },
        { "SharpeDecline", "warning", "strategy_sharpe_ratio 0.49", "strategy_sharpe_ratio 0.5" },
        { "RebalancingNeeded", "info", "strategy_weight_deviation_ratio 0.101", "strategy_weight_deviation_ratio 0.1" },
        { "VarExceeded", "critical", "strategy_value_at_risk_ratio 0.151", "strategy_value_at_risk_ratio 0.15" },
        { "CorrelationSpike", "warning", "strategy_correlation 0.81", "strategy_correlation 0.8" },
        { "ServiceErrorRateHigh", "critical", "http_server_request_duration_seconds_count{http_response_status_code=\"200\"} 0+94x20;http_server_request_duration_seconds_count{http_response_status_code=\"503\"} 0+6x20", "http_server_request_duration_seconds_count{http_response_status_code=\"200\"} 0+96x20;http_server_request_duration_seconds_count{http_response_status_code=\"503\"} 0+4x20" },
        { "ServiceResponseSlow", "warning", "job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"1\"} 94;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"2.5\"} 95;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"5\"} 100;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"+Inf\"} 100;job:http_server_request_duration_seconds_count:rate1m 1", "job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"1\"} 96;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"+Inf\"} 100;job:http_server_request_duration_seconds_count:rate1m 1" },
        { "ServiceUserExperiencePoor", "warning", "job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"0.5\"} 50;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"2.5\"} 80;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"+Inf\"} 100;job:http_server_request_duration_seconds_count:rate1m 1", "job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"0.5\"} 60;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"2.5\"} 90;job_le:http_server_request_duration_seconds_bucket:rate5m{le=\"+Inf\"} 100;job:http_server_request_duration_seconds_count:rate1m 1" },
        { "SloBudgetBurnsFast", "critical", "slo_burning{severity=\"page\"} 1", "slo_burning{severity=\"page\"} 0;slo_burning{severity=\"ticket\"} 1" },
        { "SloBudgetBurnsSlowly", "warning", "slo_burning{severity=\"ticket\"} 1", "slo_burning{severity=\"page\"} 1;slo_burning{severity=\"ticket\"} 0" },
        { "SloBudgetUsedUp", "warning", "slo_error_budget_remaining_ratio 0", "slo_error_budget_remaining_ratio 0.01" },
        { "TargetDown", "critical", "probe_success 0", "probe_success 1" },
        { "TargetSlow", "warning", "probe_duration_seconds 2.1;probe_success 1", "probe_duration_seconds 2;probe_success 1" },
        { "TargetAvailabilityLow", "warning", "probe_success 0x3 1x200", "probe_success 0x2 1x300" },
        { "TargetSlowerThanYesterday", "info", "probe_duration_seconds 0.2x200 0.31x5759", "probe_duration_seconds 0.2x6000" },
        { "FilesystemFullSoon", "warning", "host_filesystem_available_bytes 100000-100x200;host_filesystem_utilization_ratio 0.6", "host_filesystem_available_bytes 100000-0.01x200;host_filesystem_utilization_ratio 0.6" },
        { "UnusualBehaviour", "warning", "anomaly_probability{watch=\"cpu\"} 0.8", "anomaly_probability{watch=\"cpu\"} 0.79;anomaly_probability{watch=\"rule.mine\"} 0.99" },
        { "HostSilent", "warning", "host_cpu_utilization_ratio{instance=\"a\"} 0.5x100 _x21;host_cpu_utilization_ratio{instance=\"b\"} 0.5x120", "host_cpu_utilization_ratio{instance=\"a\"} 0.5x100 _x19;host_cpu_utilization_ratio{instance=\"b\"} 0.5x120" },
        { "ConnectionPoolFillsUp", "warning", "outlook_reach_seconds{outlook=\"$outlook\", bound=\"expected\"} 21600", "outlook_reach_seconds{outlook=\"$outlook\", bound=\"expected\"} 21601;outlook_reach_seconds{outlook=\"$outlook\", bound=\"earliest\"} 0" },
        { "MemoryExhaustedSoon", "warning", "host_memory_available_bytes 100000-100x200;host_memory_utilization_ratio 0.7", "host_memory_available_bytes 100000-100x200;host_memory_utilization_ratio 0.6" },
    };

    /// <summary>Asks a rule at the end of the series, which have a sample each 15 seconds.</summary>
    private static async Task<string> AskAsync(string name, string severity, string series)
    {
        var rule = Groups.SelectMany(group => group.Rules).OfType<AlertRule>().Single(rule =>
            rule.Name == name && rule.Labels.Any(label => label.Name == "severity" && label.Template.Source == severity) && rule.Labels.All(label => label.Name != DerivedAlert.StateLabel));
        var source = new MemorySeriesSource();
        foreach (var line in series.Replace("$outlook", (rule.Source as RuleSource.OwnOutlook)?.Definition.Name, StringComparison.Ordinal).Split(';'))
        {
            var (labels, values, _) = SeriesNotation.Parse(line);
            foreach (var (index, value) in values.Index())
            {
                if (value is { } sample)
                {
                    source.Add(labels, Now.ToUnixTimeMilliseconds() - (15_000L * (values.Count - 1 - index)), sample);
                }
            }
        }

        var result = (VectorValue)(await rule.Expression.Query.InstantAsync(source, Now.ToUnixTimeMilliseconds(), cancellationToken: TestContext.Current.CancellationToken)).Value;
        var evaluation = AlertEvaluation.Run(rule with { For = TimeSpan.Zero }, new Dictionary<TimeSeries.SeriesId, AlertInstance>(), AlertObservations.From(rule, result.Samples, RuleTexts.WithoutQueries(Now)), null, Now, _ => "");
        Assert.All(evaluation.Alerts.Values, alert => Assert.DoesNotContain("error expanding", string.Concat(alert.Annotations.Values), StringComparison.Ordinal));
        return evaluation.Transitions.Any(transition => transition.Step == AlertStep.Fired) ? "fires" : "quiet";
    }
}
