using System.Globalization;
using Aspire.Hosting;

namespace PerfMonitor.Hosting.Servers;

/// <summary>
/// Remembers which process uses a server's folder. After a kill -9 of the AppHost the servers end a few seconds later;
/// a second server on the same files in the meantime would damage them.
/// </summary>
internal static class PreviousRun
{
    private const string FileName = "server.pid";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static void Remember(string folder, int processId)
    {
        if (StartOf(processId) is { } start)
        {
            File.WriteAllText(Path.Combine(folder, FileName), string.Create(CultureInfo.InvariantCulture, $"{processId} {start}"));
        }
    }

    public static async Task WaitForEndAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file) || (await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Split(' ') is not [var pid, var start]
            || !int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
        {
            return;
        }

        for (var waited = TimeSpan.Zero; StartOf(processId)?.ToString(CultureInfo.InvariantCulture) == start; waited += Step)
        {
            if (waited > Patience)
            {
                throw new DistributedApplicationException($"Process {processId} of an earlier run still uses {folder}; end it (kill {processId}) and start again.");
            }

            await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
        }
    }

    // Together with the process id the start time tells a process from a later one with the same id. Field 22 of stat, which
    // is the 20th after the program's name in parentheses; a zombie (state Z) uses no files any more.
    private static long? StartOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return null;
        }
    }
}
