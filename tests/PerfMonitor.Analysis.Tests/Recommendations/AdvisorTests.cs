using PerfMonitor.Analysis.Recommendations;

namespace PerfMonitor.Analysis.Tests.Recommendations;

public sealed class AdvisorTests
{
    [Theory]
    [InlineData("cpu-saturated", "the processors were 85 % busy for a twentieth of the last hour or more", "cpu_ratio_p95=0.85")]
    [InlineData("cpu-one-core", "one core is 99 % busy while all together are 30 %", "cpu_ratio_p95=0.3 core_ratio_p95=0.99")]
    [InlineData("waits-for-disk", "2.5 tasks per core run or wait while the processors are only 20 % busy", "cpu_ratio_p95=0.2 load_per_core=2.5")]
    [InlineData("disk-busy", "the busiest disk worked 90 % of the last hour", "disk_busy_ratio=0.9")]
    [InlineData("memory-full", "95 % of the memory is in use", "memory_ratio=0.95")]
    [InlineData("memory-grows", "memory is full in 3.5 h if it grows as in the last hour", "memory_hours_left=3.5")]
    [InlineData("swap-in-use", "20 % of the swap space is in use", "swap_ratio=0.2")]
    [InlineData("disk-full", "the fullest file system is 90 % full", "disk_ratio=0.9")]
    [InlineData("disk-grows", "a file system is full in 40 h if it grows as in the last six hours", "disk_hours_left=40")]
    [InlineData("pool-exhausted", "90 % of a pool's database connections are in use", "connection_pool_ratio=0.9")]
    [InlineData("dns-slow", "50 % of the 0.40 s of a probe go into resolving the name", "probe_seconds=0.4 probe_dns_seconds=0.2")]
    [InlineData("handshake-slow", "50 % of the 0.40 s of a probe go into connecting and TLS", "probe_seconds=0.4 probe_handshake_seconds=0.2")]
    [InlineData("server-slow", "75 % of the 0.40 s of a probe pass before the first byte of the answer", "probe_seconds=0.4 probe_server_seconds=0.3")]
    [InlineData("transfer-slow", "50 % of the 0.40 s of a probe go into transferring the answer", "probe_seconds=0.4 probe_transfer_seconds=0.2")]
    [InlineData("gc-pauses", "the garbage collector stops a process 7.5 % of the time", "gc_pause_ratio=0.075")]
    [InlineData("no-targets", "no target is probed", "targets=0")]
    [InlineData("no-objective", "no objective is defined", "objectives=0")]
    [InlineData("errors-usual", "2.5 % of the probes of the last hour failed", "probe_error_ratio=0.025")]
    [InlineData("certificate-ends", "a certificate ends in 12 days", "certificate_days_left=12")]
    [InlineData("alerts-stale", "2 alerts have fired for longer than a day", "stale_alerts=2")]
    [InlineData("cardinality", "the catalogue holds 80 % of the series it may", "series_ratio=0.8")]
    [Trait("feature", "S2-86")]
    [Trait("feature", "S2-88")]
    public void Names_the_evidence_of_the_one_rule_that_holds(string rule, string evidence, string measured)
    {
        var advice = Assert.Single(Advisor.Recommend(Situation.Of(Measured(measured))));

        Assert.Equal((rule, evidence), (advice.Rule, Assert.Single(advice.Evidence)));
    }

    [Fact]
    public void Recommends_nothing_where_nothing_is_measured_or_wrong()
    {
        Assert.Empty(Advisor.Recommend(Situation.Of(Measured(""))));
        Assert.Empty(Advisor.Recommend(Situation.Of(Measured("cpu_ratio_p95=0.3 core_ratio_p95=0.5 load_per_core=0.5 memory_ratio=0.5 probe_seconds=0.05 probe_dns_seconds=0.04 targets=1 objectives=1 cpu_x=9"))));
        Assert.Empty(Advisor.Recommend(Situation.Of(new Measurements(new Dictionary<string, double> { [Measurements.Cpu] = double.NaN, [Measurements.MemoryHours] = double.NegativeInfinity }))));
    }

    [Fact]
    public void Names_what_is_short_first()
    {
        var rules = Advisor.Recommend(Situation.Of(Measured("objectives=0 gc_pause_ratio=0.2 memory_ratio=0.95 disk_ratio=0.9"))).Select(one => one.Rule);

        Assert.Equal(["memory-full", "disk-full", "gc-pauses", "no-objective"], rules);
    }

    [Fact]
    public void Every_rule_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(PerfMonitor.Testing.Repository.Root, "docs", "algorithms", "explanation.md"));

        Assert.All(Advisor.RuleIds, rule => Assert.Contains($"| `{rule}` |", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Restart it.", "host_cpu_utilization_ratio", "Restart it.", "the alert's rule")]
    [InlineData("", "up probe_ssl_earliest_cert_expiry", "Renew the certificate.", "it reads probe_ssl_earliest_cert_expiry")]
    [InlineData(null, "queue_length", null, null)]
    [Trait("feature", "S3-72")]
    public void An_alert_has_its_own_response_or_that_of_what_it_reads(string? own, string metrics, string? advice, string? source)
    {
        var response = AlertResponse.For(own, metrics.Split(' '));

        Assert.Equal((advice, source), (response?.Advice, response?.Source));
    }

    private static Measurements Measured(string text) => new(text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)));
}
