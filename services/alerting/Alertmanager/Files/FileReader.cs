namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The files a configuration names; relative names are beside it.</summary>
/// <param name="folder">Where the configuration is.</param>
internal class FileReader(string folder)
{
    /// <summary>Bytes of a file.</summary>
    public const long Longest = 1024 * 1024;

    /// <summary>The text of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public virtual string Read(string name)
    {
        var file = new FileInfo(At(name));
        return file.Exists && file.Length > Longest ? throw new IOException($"it has {file.Length} bytes, and {Longest} are the most") : File.ReadAllText(file.FullName);
    }

    /// <summary>The files whose names match a pattern, see <see cref="Glob"/>.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public virtual IReadOnlyList<string> Find(string pattern) => Glob.Find(At(pattern));

    /// <summary>Its place on this machine.</summary>
    public string At(string name) => Path.GetFullPath(Path.Combine(folder, name));
}
