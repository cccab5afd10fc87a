using System.Xml.Linq;
using PerfMonitor.Testing;

namespace PerfMonitor.Architecture.Tests;

/// <summary>The checkout as the architecture tests read it.</summary>
internal static class SourceTree
{
    public static string Root => Repository.Root;

    /// <summary>Every product project, as its folder relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> ProductProjects() =>
        Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Select(file => Relative(Path.GetDirectoryName(file)!))
            .Where(folder => !folder.StartsWith("tests/", StringComparison.Ordinal) && !folder.StartsWith("benchmarks/", StringComparison.Ordinal))
            .Where(folder => !folder.Contains("/node_modules/", StringComparison.Ordinal) && !folder.StartsWith("artifacts/", StringComparison.Ordinal));

    /// <summary>What a project references, as folders relative to the root, however its path is written.</summary>
    public static IEnumerable<string> References(string project) =>
        Items(project, "ProjectReference").Select(include => Relative(Path.GetDirectoryName(Path.GetFullPath(include.Replace('\\', '/'), Path.Combine(Root, project)))!));

    /// <summary>The packages a project names.</summary>
    public static IEnumerable<string> Packages(string project) => Items(project, "PackageReference");

    /// <summary>The C# files below a folder.</summary>
    public static IEnumerable<string> Sources(string folder)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories) : [];
    }

    private static IEnumerable<string> Items(string project, string name)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Root, project), "*.csproj").Single();
        return XDocument.Load(file).Descendants(name).Select(item => (string?)item.Attribute("Include")).OfType<string>();
    }

    private static string Relative(string folder) => Path.GetRelativePath(Root, folder).Replace('\\', '/');
}
