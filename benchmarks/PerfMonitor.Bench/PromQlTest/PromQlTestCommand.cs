using PerfMonitor.PromQL.Scripts;

namespace PerfMonitor.Bench.PromQlTest;

/// <summary>Runs a folder of promqltest scripts and prints how each went.</summary>
internal static class PromQlTestCommand
{
    public static async Task<int> RunAsync(string folder, bool verbose)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.test").Order(StringComparer.Ordinal)] : [folder];
        int passed = 0, total = 0;
        var failures = new List<ScriptFailure>();
        foreach (string file in files)
        {
            var report = await ScriptRunner.RunAsync(await File.ReadAllTextAsync(file), checksRangeMode: false, CancellationToken.None);
            Print(Path.GetFileName(file), report, verbose);
            passed += report.Passed;
            total += report.Total;
            failures.AddRange(report.Failures);
        }

        int failed = failures.Count(f => f.Need == ScriptNeed.None);
        Console.WriteLine($"all: {passed}/{total} ({string.Join(", ", [.. Needs(failures), $"{failed} failed"])})");
        return failed == 0 ? 0 : 1;
    }

    private static void Print(string name, ScriptReport report, bool verbose)
    {
        string needs = string.Join(", ", Needs(report.Failures));
        Console.WriteLine($"{name}: {report.Passed}/{report.Total}" + (needs.Length > 0 ? $" ({needs})" : ""));
        if (!verbose) return;
        foreach (var failure in report.Failures.OrderBy(f => f.Need))
        {
            string kind = failure.Need == ScriptNeed.None ? "FAILED" : $"needs {Name(failure.Need)},";
            Console.WriteLine($"  {kind} line {failure.Line}: {failure.Query}");
            Console.WriteLine($"    {failure.Reason}");
        }
    }

    private static IEnumerable<string> Needs(IEnumerable<ScriptFailure> failures) =>
        failures.Where(f => f.Need != ScriptNeed.None).GroupBy(f => f.Need).OrderBy(g => g.Key).Select(g => $"{g.Count()} need {Name(g.Key)}");

    private static string Name(ScriptNeed need) => need == ScriptNeed.NativeHistograms ? "native histograms" : "start timestamps";
}
