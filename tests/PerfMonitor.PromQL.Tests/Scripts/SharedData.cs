namespace PerfMonitor.PromQL.Tests.Scripts;

/// <summary>Finds the folder <c>shared/data</c> that stands beside the checkout.</summary>
internal static class SharedData
{
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}
