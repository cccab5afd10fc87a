namespace PerfMonitor.Hosting.Servers;

/// <summary>What is looked at to find programs; tests give it a file system of their own.</summary>
internal sealed class Machine(IReadOnlyList<string> path, Func<string, bool> fileExists, Func<string, IReadOnlyList<string>> subfolders)
{
    // Debian keeps server programs out of an ordinary user's PATH.
    private static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/opt/homebrew/bin"];

    public static Machine This { get; } = new(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        File.Exists,
        folder => Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder)] : []);

    public bool Has(string file) => fileExists(file);

    public IReadOnlyList<string> Subfolders(string folder) => subfolders(folder);

    /// <summary>The first program of that name on PATH or in the usual folders.</summary>
    public string? Find(string program) =>
        path.Concat(SystemFolders).Select(folder => Path.Combine(folder, program)).FirstOrDefault(fileExists);
}
