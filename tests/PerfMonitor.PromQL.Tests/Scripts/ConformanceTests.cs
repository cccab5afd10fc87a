using PerfMonitor.PromQL.Scripts;

namespace PerfMonitor.PromQL.Tests.Scripts;

/// <summary>Prometheus' own scripts, read from the folder of shared data beside the checkout; skipped where it is absent.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Files { get; } =
        ["aggregators.test", "functions.test", "histograms.test", "literals.test", "operators.test", "selectors.test", "staleness.test"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_evaluation_without_native_histograms_comes_out_as_in_Prometheus(string file)
    {
        string? folder = SharedData.Find("promql");
        Assert.SkipWhen(folder is null, "the folder shared/data/promql is not beside the checkout");

        string script = await File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);
        var report = await ScriptRunner.RunAsync(script, checksRangeMode: true, TestContext.Current.CancellationToken);

        Assert.True(report.Total > 0);
        Assert.Empty(report.Failures.Where(f => f.Need != ScriptNeed.NativeHistograms).Select(f => $"line {f.Line}: {f.Query}: {f.Reason}"));
    }
}
