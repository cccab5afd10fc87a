using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Actions;

/// <summary>
/// Runs one script: no shell, arguments one by one, an environment without this service's settings, and a session of its own, so that
/// whatever it started ends with it.
/// </summary>
internal static class ScriptProcess
{
    private const int Kill = 9;

    // Of each stream that much is kept; the rest is read, so that the script does not wait for a reader, and dropped.
    private const int MostOutput = 500;

    // All that a script inherits: this service's environment holds the passwords of its servers.
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "TZ", "TMPDIR"];

    /// <exception cref="OperationCanceledException">Cancelled, and everything the script had started is killed.</exception>
    public static async Task<ActionOutcome> RunAsync(FileInfo script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        // setsid becomes the script under the same id, which then is also the id of the group of all it starts.
        var start = new ProcessStartInfo("setsid", ["--", script.FullName, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = script.DirectoryName!,
        };
        var inherited = Inherited.Where(start.Environment.ContainsKey).ToDictionary(name => name, name => start.Environment[name]);
        start.Environment.Clear();
        foreach (var (name, value) in inherited.Concat(variables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (ReadAsync(process.StandardOutput, cancellationToken), ReadAsync(process.StandardError, cancellationToken));
        try
        {
            // Not WaitForExitAsync, which also waits for those who still hold the output open.
            await ExitAsync(process, cancellationToken);
        }
        finally
        {
            End(process);
        }

        var said = string.Join(' ', new[] { await output, await errors }.Select(static text => text.ReplaceLineEndings(" ").Trim())).Trim();
        return new ActionOutcome(process.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode} {said}").TrimEnd());
    }

    private static async Task ExitAsync(Process process, CancellationToken cancellationToken)
    {
        var exited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        if (process.HasExited)
        {
            exited.TrySetResult();
        }

        await exited.Task.WaitAsync(cancellationToken);
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var (kept, buffer) = (new char[MostOutput + 1], new char[4096]);
        var length = 0;
        for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            var fits = Math.Min(read, kept.Length - length);
            buffer.AsSpan(0, fits).CopyTo(kept.AsSpan(length));
            length += fits;
        }

        return Text.Cut(new string(kept, 0, length), MostOutput);
    }

    private static void End(Process process)
    {
        // Nobody left in the group is no fault.
        _ = SendSignal(-process.Id, Kill);
        if (!process.HasExited)
        {
            // It has not come as far as to have a group.
            process.Kill();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
