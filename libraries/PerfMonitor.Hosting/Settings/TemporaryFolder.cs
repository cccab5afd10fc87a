using System.Globalization;

namespace PerfMonitor.Hosting.Settings;

/// <summary>
/// Folders of one run among the temporary ones. An AppHost that was killed cannot tidy up; its process id is in their names,
/// and the next one does it.
/// </summary>
internal static class TemporaryFolder
{
    private const string Prefix = "perfmonitor-";

    /// <summary>A name that is free; the folder is not made.</summary>
    public static string NewPath(string purpose) =>
        Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Prefix}{purpose}-{Environment.ProcessId}-{Guid.NewGuid():N}"));

    /// <summary>Deletes the folder; says whether it is gone.</summary>
    public static bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or something still writes into it; a later start tries again.
            return false;
        }
    }

    public static void DropAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (Owner(Path.GetFileName(folder)) is { } processId && !Running.Signals.Exists(processId))
            {
                TryDelete(folder);
            }
        }
    }

    /// <summary>The process id in a folder's name: perfmonitor-purpose-id-rest.</summary>
    public static int? Owner(string name) =>
        name.Split('-') is [_, _, var id, _] && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId) ? processId : null;
}
