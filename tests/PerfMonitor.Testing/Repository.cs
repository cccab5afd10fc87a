namespace PerfMonitor.Testing;

/// <summary>Finds the files of this checkout from a test.</summary>
public static class Repository
{
    /// <summary>The folder that holds PerfMonitor.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder below it.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PerfMonitor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds PerfMonitor.sln.");
    }
}
