using PerfMonitor.LoadTest.Progress;
using PerfMonitor.LoadTest.Runs;

namespace PerfMonitor.LoadTest.Publishing;

/// <summary>One sample in ingestion's JSON form.</summary>
internal sealed record RunSample(string Metric, IReadOnlyDictionary<string, string> Labels, double Value, long Timestamp)
{
    /// <summary>The series of a run: <c>loadtest_*</c> with the labels job, run, run_name and instance (the address under load).</summary>
    public static IReadOnlyList<RunSample> From(Guid run, RunPlan plan, ProgressRecord progress, GeneratorFigures generator)
    {
        var labels = new Dictionary<string, string>
        {
            ["job"] = "loadtest",
            ["run"] = run.ToString("n"),
            ["run_name"] = plan.Name,
            ["instance"] = plan.Url.GetLeftPart(UriPartial.Path),
        };
        var timestamp = (long)Math.Round(progress.Timestamp * 1_000);
        (string Metric, double? Value)[] figures =
        [
            ("loadtest_progress_percent", progress.ProgressPercent),
            ("loadtest_active_users", progress.ActiveUsers),
            ("loadtest_requests_completed_total", progress.CompletedRequests),
            ("loadtest_requests_failed_total", progress.FailedRequests),
            ("loadtest_success_rate_percent", progress.SuccessRate),
            ("loadtest_requests_per_second", progress.CurrentRps),
            ("loadtest_expected_requests_per_second", plan.ExpectedRate(TimeSpan.FromSeconds(progress.ElapsedTime))),
            ("loadtest_response_mean_seconds", progress.MeanResponseSeconds),
            ("loadtest_response_p50_seconds", progress.P50ResponseSeconds),
            ("loadtest_response_p95_seconds", progress.P95ResponseSeconds),
            ("loadtest_response_p99_seconds", progress.P99ResponseSeconds),
            ("loadtest_generator_cpu_utilization_ratio", generator.CpuRatio),
            ("loadtest_generator_memory_bytes", generator.MemoryBytes),
        ];
        return [.. figures.Where(figure => figure.Value.HasValue).Select(figure => new RunSample(figure.Metric, labels, figure.Value.GetValueOrDefault(), timestamp))];
    }
}
