namespace PerfMonitor.Testing;

/// <summary>The folder of benchmark data that may lie beside the checkout; tests that need it are skipped, and say so, where it is absent.</summary>
public static class SharedData
{
    /// <summary>Why a test is skipped without the folder.</summary>
    public const string Missing = "The folder shared/data is not beside this checkout.";

    private static readonly string? Root = Find();

    /// <summary>Whether the folder is there.</summary>
    public static bool Exists => Root is not null;

    /// <summary>A file or folder in it.</summary>
    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Root ?? throw new DirectoryNotFoundException(Missing), .. parts]);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
