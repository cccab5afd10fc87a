using System.Diagnostics;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>Alertmanager's and Prometheus' own programs (Debian: prometheus, prometheus-alertmanager). A test that wants one is skipped where it is not installed.</summary>
internal static class Tools
{
    public static async Task<(int Exit, string Output)> RunAsync(string tool, params IReadOnlyList<string> arguments)
    {
        using var process = Start(tool, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output + await error).Trim());
    }

    /// <summary>Starts one; the caller ends it.</summary>
    public static Process Start(string tool, IReadOnlyList<string> arguments)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{tool} is not installed (Debian: prometheus, prometheus-alertmanager).");
        return Process.Start(new ProcessStartInfo(path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }
}
