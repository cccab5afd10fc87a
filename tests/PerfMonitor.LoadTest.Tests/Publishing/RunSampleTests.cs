using PerfMonitor.LoadTest.Progress;
using PerfMonitor.LoadTest.Publishing;
using PerfMonitor.LoadTest.Runs;

namespace PerfMonitor.LoadTest.Tests.Publishing;

public sealed class RunSampleTests
{
    private static readonly RunPlan Plan = new("checkout", new Uri("http://localhost:3000/shop?x=1"), HttpMethod.Get, 5, TimeSpan.FromSeconds(10), TimeSpan.Zero, TimeSpan.FromSeconds(10));

    [Fact]
    public void Leaves_out_what_is_not_known_yet()
    {
        var samples = RunSample.From(Guid.Empty, Plan, new ProgressRecord(1.5, 0, 0, 5, 0, 0, 0, 0, 0, 0, 10, null, null, null, null, null), new GeneratorFigures(null, 1_000));

        Assert.DoesNotContain(samples, sample => sample.Metric.StartsWith("loadtest_response", StringComparison.Ordinal));
        Assert.Equal(7, samples.Count);
        Assert.All(samples, sample => Assert.Equal(1_500, sample.Timestamp));
    }

    [Theory]
    [InlineData(0.25, 10)]
    [InlineData(5, 40)]
    [Trait("feature", "S0-34")]
    public void Tells_the_rate_that_the_plan_expects_at_the_moment(double elapsed, double expected)
    {
        var samples = RunSample.From(Guid.Empty, Plan with { PlannedRate = 40 }, new ProgressRecord(1.5, elapsed, 50, 5, 100, 2, 98, 20, 25, 20, 5, 0.1, 0.08, 0.2, 0.25, 0.3), new GeneratorFigures(0.5, 1_000));

        Assert.Equal(expected, samples.Single(sample => sample.Metric == "loadtest_expected_requests_per_second").Value);
    }

    [Fact]
    [Trait("feature", "S0-36")]
    public void Tells_what_the_run_costs_the_machine_that_sends_it()
    {
        var samples = RunSample.From(Guid.Empty, Plan, new ProgressRecord(1.5, 5, 50, 5, 100, 2, 98, 20, 25, 20, 5, 0.1, 0.08, 0.2, 0.25, 0.3), new GeneratorFigures(0.5, 1_000));

        Assert.Equal(
            [("loadtest_generator_cpu_utilization_ratio", 0.5), ("loadtest_generator_memory_bytes", 1_000)],
            samples.Where(sample => sample.Metric.StartsWith("loadtest_generator_", StringComparison.Ordinal)).Select(sample => (sample.Metric, sample.Value)));
    }

    [Fact]
    public void Names_the_run_and_its_target_without_the_query()
    {
        var sample = RunSample.From(Guid.Empty, Plan, new ProgressRecord(1.5, 5, 50, 5, 100, 2, 98, 20, 25, 20, 5, 0.1, 0.08, 0.2, 0.25, 0.3), new GeneratorFigures(0.5, 1_000))[0];

        Assert.Equal(("loadtest_progress_percent", 50.0), (sample.Metric, sample.Value));
        Assert.Equal(
            new Dictionary<string, string> { ["job"] = "loadtest", ["run"] = "00000000000000000000000000000000", ["run_name"] = "checkout", ["instance"] = "http://localhost:3000/shop" },
            sample.Labels);
    }
}
