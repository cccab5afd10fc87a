using System.Diagnostics;
using Aspire.Hosting;

namespace PerfMonitor.Hosting.Servers;

/// <summary>Runs a short program to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs it; an exit code other than 0 is an error that carries the last line it wrote.</summary>
    public static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await TryRunAsync(program, arguments, Limit, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw new DistributedApplicationException($"'{Path.GetFileName(program)} {string.Join(' ', arguments)}' failed with exit code {exitCode}: {output}");
        }
    }

    /// <summary>Runs it and says how it ended; it is killed when it takes longer than the limit.</summary>
    public static async Task<(int ExitCode, string LastLine)> TryRunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new DistributedApplicationException($"'{program}' could not be started.");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            var text = await errors.ConfigureAwait(false) is { Length: > 0 } said ? said : await output.ConfigureAwait(false);
            return (process.ExitCode, text.TrimEnd().Split('\n')[^1]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"it took longer than {limit.TotalSeconds:0} s");
        }
    }
}
