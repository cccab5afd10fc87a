using System.Diagnostics;
using System.Globalization;

namespace PerfMonitor.Peers.Measuring;

/// <summary>
/// Processor time of all processes that belong together: those that carry a mark in the environment they were started with,
/// and all below them. Servers that write over their environment are found through their parents.
/// </summary>
internal sealed class ProcessTree(string mark)
{
    // The kernel counts in hundredths of a second on every Linux there is.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time used so far, with that of ended children that were waited for.</summary>
    public double ProcessorSeconds => Members().Sum(process => process.Ticks) / TicksPerSecond;

    /// <summary>The same, by what runs: a program's name, or the assembly that the runtime runs.</summary>
    public IReadOnlyDictionary<string, double> ProcessorSecondsByName =>
        Members().GroupBy(process => process.Name).ToDictionary(group => group.Key, group => group.Sum(process => process.Ticks) / TicksPerSecond);

    /// <summary>Memory in use, in bytes: what is in RAM, pages shared between processes in equal parts (the kernel's proportional set size).</summary>
    public long ResidentBytes => Members().Sum(process => ProportionalBytes(process.Id));

    /// <summary>Ends all of them with SIGKILL, one right after the other.</summary>
    public void Kill()
    {
        foreach (var member in Members())
        {
            try
            {
                using var process = Process.GetProcessById(member.Id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It ended with its parent.
            }
        }
    }

    /// <summary>The same, by what runs.</summary>
    public IReadOnlyDictionary<string, long> ResidentBytesByName => Members().GroupBy(process => process.Name).ToDictionary(group => group.Key, group => group.Sum(process => ProportionalBytes(process.Id)));

    private List<Entry> Members()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Read).OfType<Entry>().ToDictionary(process => process.Id);
        return [.. all.Values.Where(process => process.Id != Environment.ProcessId && Belongs(process))];

        bool Belongs(Entry process) => process.IsMarked || (all.TryGetValue(process.Parent, out var parent) && parent.Id != Environment.ProcessId && Belongs(parent));
    }

    // proc_pid_smaps(5): a line "Pss:   1234 kB".
    private static long ProportionalBytes(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup").First(one => one.StartsWith("Pss:", StringComparison.Ordinal));
            return 1_024 * long.Parse(line["Pss:".Length..^"kB".Length], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private Entry? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        try
        {
            var stat = File.ReadAllText($"{folder}/stat");
            // proc(5): the name stands in parentheses and may hold anything; after it state, parent, …, utime (14), stime, cutime, cstime, ….
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var command = File.ReadAllText($"{folder}/cmdline").Split('\0');
            var name = command.FirstOrDefault(part => part.EndsWith(".dll", StringComparison.Ordinal)) is { } assembly
                ? Path.GetFileNameWithoutExtension(assembly)
                : stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
            return new Entry(id, name, (int)Number(1), Number(11) + Number(12) + Number(13) + Number(14), File.ReadAllText($"{folder}/environ").Contains(mark, StringComparison.Ordinal));

            long Number(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Entry(int Id, string Name, int Parent, long Ticks, bool IsMarked);
}
