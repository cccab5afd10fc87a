using PerfMonitor.PromQL.Scripts;

namespace PerfMonitor.Bench.PromQlTest;

/// <summary>Runs a folder of promqltest scripts and prints how each went.</summary>
internal static class PromQlTestCommand
{
    public static async Task<int> RunAsync(string folder, bool verbose)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.test").Order(StringComparer.Ordinal)] : [folder];
        int passed = 0, total = 0, failed = 0;
        foreach (string file in files)
        {
            var report = await ScriptRunner.RunAsync(await File.ReadAllTextAsync(file), checksRangeMode: false, CancellationToken.None);
            Print(Path.GetFileName(file), report, verbose);
            passed += report.Passed;
            total += report.Total;
            failed += report.Failures.Count(f => !f.NeedsNativeHistograms);
        }

        Console.WriteLine($"all: {passed}/{total} ({total - passed - failed} need native histograms, {failed} failed)");
        return failed == 0 ? 0 : 1;
    }

    private static void Print(string name, ScriptReport report, bool verbose)
    {
        int native = report.Failures.Count(f => f.NeedsNativeHistograms);
        Console.WriteLine($"{name}: {report.Passed}/{report.Total}" + (native > 0 ? $" ({native} need native histograms)" : ""));
        if (!verbose) return;
        foreach (var failure in report.Failures.OrderBy(f => f.NeedsNativeHistograms))
        {
            string kind = failure.NeedsNativeHistograms ? "native histogram" : "FAILED";
            Console.WriteLine($"  {kind} line {failure.Line}: {failure.Query}");
            Console.WriteLine($"    {failure.Reason}");
        }
    }
}
