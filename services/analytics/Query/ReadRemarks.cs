namespace PerfMonitor.Analytics.Query;

/// <summary>What a reader has to say about what it read, each once.</summary>
internal sealed class ReadRemarks
{
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _infos = new(StringComparer.Ordinal);

    /// <summary>What could not be read.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings;

    /// <summary>What was read in the place of samples.</summary>
    public IReadOnlyCollection<string> Infos => _infos;

    public void Warn(string warning) => _warnings.Add(warning);

    public void Inform(string info) => _infos.Add(info);
}
