using PerfMonitor.PromQL.Scripts;

namespace PerfMonitor.PromQL.Tests.Scripts;

/// <summary>The project's own scripts, in the folder Cases: the parts of the language that need a table of data to be seen.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scripts", "Cases"), "*.test").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_evaluation_comes_out_as_written(string file)
    {
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Scripts", "Cases", file), TestContext.Current.CancellationToken);

        var report = await ScriptRunner.RunAsync(script, checksRangeMode: true, TestContext.Current.CancellationToken);

        Assert.Empty(report.Failures.Select(f => $"line {f.Line}: {f.Query}: {f.Reason}"));
        Assert.True(report.Passed > 0);
    }
}
