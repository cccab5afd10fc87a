using System.Diagnostics;

namespace PerfMonitor.Testing;

/// <summary>A program of the field that may be installed on this machine (Debian: prometheus, prometheus-alertmanager).</summary>
public sealed class InstalledTool
{
    private readonly string _path;

    private InstalledTool(string path) => _path = path;

    /// <summary>Why a test is skipped where there is none.</summary>
    public static string Missing(string name) => $"{name} is not installed (Debian: prometheus, prometheus-alertmanager).";

    /// <summary>Finds one; null where it is not installed.</summary>
    public static InstalledTool? Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } path ? new InstalledTool(path) : null;
    }

    /// <summary>Runs it to its end; what it wrote to both streams, without white space around it.</summary>
    public async Task<(int Exit, string Output)> RunAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, (await output + await error).Trim());
    }

    /// <summary>Starts it; the caller ends it.</summary>
    public Process Start(params IReadOnlyList<string> arguments) =>
        Process.Start(new ProcessStartInfo(_path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
