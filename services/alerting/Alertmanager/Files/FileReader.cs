namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The files a configuration names; relative names are beside it.</summary>
/// <param name="folder">Where the configuration is.</param>
internal class FileReader(string folder)
{
    /// <summary>The text of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public virtual string Read(string name) => File.ReadAllText(At(name));

    /// <summary>The files whose names match a pattern, see <see cref="Glob"/>.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public virtual IReadOnlyList<string> Find(string pattern) => Glob.Find(At(pattern));

    /// <summary>Its place on this machine.</summary>
    public string At(string name) => Path.GetFullPath(Path.Combine(folder, name));
}
