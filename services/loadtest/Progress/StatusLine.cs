using System.Globalization;

namespace PerfMonitor.LoadTest.Progress;

/// <summary>The two fixed one-line forms of a progress record.</summary>
internal static class StatusLine
{
    /// <summary><c>🔄 Running... 45.2% | Active: 15 | RPS: 12.5 | Success: 98.5% | Completed: 1,250</c></summary>
    public static string Running(ProgressRecord progress) => $"🔄 Running... {Figures(progress)}";

    /// <summary><c>📊 Progress: 10.1% | Active: 0 | RPS: 0.0 | Success: 0.0% | Completed: 0</c></summary>
    public static string Console(ProgressRecord progress) => $"📊 Progress: {Figures(progress)}";

    private static string Figures(ProgressRecord progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.ProgressPercent:F1}% | Active: {progress.ActiveUsers} | RPS: {progress.CurrentRps:F1} | Success: {progress.SuccessRate:F1}% | Completed: {progress.CompletedRequests:N0}");
}
