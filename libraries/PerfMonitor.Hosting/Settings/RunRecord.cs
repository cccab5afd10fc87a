using System.Globalization;
using Aspire.Hosting;

namespace PerfMonitor.Hosting.Settings;

/// <summary>
/// Remembers in the data folder which processes a run has. After a kill -9 of the AppHost they end some seconds later; a new
/// run in the meantime would find ports taken, and its servers would damage the files of the old ones.
/// </summary>
internal sealed class RunRecord(string folder)
{
    private const string FileName = "processes";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly HashSet<int> _remembered = [];

    private string FilePath => Path.Combine(folder, FileName);

    public void Remember(int processId)
    {
        lock (_lock)
        {
            if (_remembered.Add(processId) && StartOf(processId) is { } start)
            {
                File.AppendAllText(FilePath, string.Create(CultureInfo.InvariantCulture, $"{processId} {start}\n"));
            }
        }
    }

    /// <summary>Waits until the processes of the last run are gone, and forgets them.</summary>
    public async Task WaitForPreviousRunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(FilePath))
        {
            return;
        }

        var processes = (await File.ReadAllLinesAsync(FilePath, cancellationToken).ConfigureAwait(false)).Select(Parse).ToArray();
        for (var waited = TimeSpan.Zero; processes.Where(IsAlive).ToArray() is { Length: > 0 } alive; waited += Step)
        {
            if (waited > Patience)
            {
                var ids = string.Join(' ', alive.Select(process => process.Id));
                throw new DistributedApplicationException($"Processes of an earlier run still use {folder}; end them (kill {ids}) and start again.");
            }

            await Task.Delay(Step, cancellationToken).ConfigureAwait(false);
        }

        File.Delete(FilePath);
    }

    private static (int Id, long Start) Parse(string line) =>
        line.Split(' ') is [var id, var start]
            && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                ? (processId, ticks)
                : default;

    private static bool IsAlive((int Id, long Start) process) => process.Id > 0 && StartOf(process.Id) == process.Start;

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
        catch (IOException)
        {
            return null;
        }
    }
}
