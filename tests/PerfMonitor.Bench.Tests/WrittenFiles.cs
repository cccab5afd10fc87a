namespace PerfMonitor.Bench.Tests;

/// <summary>A folder with files, for as long as a test runs.</summary>
internal sealed class WrittenFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perfmonitor-bench-");

    public string Folder => _folder.FullName;

    public string Write(string name, params string[] lines)
    {
        string file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, lines);
        return file;
    }

    public string[] Read(string name) => File.ReadAllLines(Path.Combine(Folder, name));

    public bool Has(string name) => File.Exists(Path.Combine(Folder, name));

    public void Dispose() => _folder.Delete(recursive: true);
}
