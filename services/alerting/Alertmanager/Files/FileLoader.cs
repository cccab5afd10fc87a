namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>Reads the file once, at the start.</summary>
internal static class FileLoader
{
    /// <summary>The file's content in our terms; <see cref="AlertmanagerFile.None"/> where no path is configured.</summary>
    public static AlertmanagerFile Load(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return AlertmanagerFile.None;
        }

        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return new FileInfo(path).Length > 4L * AlertmanagerFile.Longest
                ? AlertmanagerFile.Unreadable("it is too large")
                : AlertmanagerFile.Read(File.ReadAllText(path), new FileReader(folder));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return AlertmanagerFile.Unreadable($"it cannot be read: {missing.Message}");
        }
    }
}
