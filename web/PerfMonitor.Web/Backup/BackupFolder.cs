using System.Globalization;

namespace PerfMonitor.Web.Backup;

/// <summary>The folder with the backups that are taken by themselves. Other files in it are left alone.</summary>
internal sealed class BackupFolder(string path)
{
    /// <summary>When the newest was taken; null where there is none.</summary>
    public DateTimeOffset? Newest() => Files().FirstOrDefault() is { } file ? TimeOf(file) : null;

    /// <summary>Writes a backup, whole or not at all, readable by this user alone, and deletes those beyond the number to keep.</summary>
    public async Task<int> AddAsync(BackupFile backup, int keep, CancellationToken cancellation)
    {
        Directory.CreateDirectory(path);
        var (name, part) = (Path.Combine(path, backup.Name), Path.Combine(path, backup.Name + ".part"));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var stream = new FileStream(part, options))
            {
                await stream.WriteAsync(backup.Write(), cancellation);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, name, overwrite: true);
        }
        catch
        {
            // It is tried again under another name; on a full disk the halves would add up.
            File.Delete(part);
            throw;
        }

        var surplus = Files().Skip(keep).ToList();
        surplus.ForEach(File.Delete);
        return surplus.Count;
    }

    // The name holds the time, so the newest comes first.
    private IEnumerable<string> Files() => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, $"{BackupFile.NamePrefix}*.json").Where(static file => TimeOf(file) is not null).OrderDescending(StringComparer.Ordinal)
        : [];

    // Null where somebody has named the file.
    private static DateTimeOffset? TimeOf(string file) =>
        DateTimeOffset.TryParseExact(Path.GetFileNameWithoutExtension(file)[BackupFile.NamePrefix.Length..], BackupFile.NameTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
