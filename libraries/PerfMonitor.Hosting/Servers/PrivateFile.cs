using System.Text;

namespace PerfMonitor.Hosting.Servers;

/// <summary>Files that hold secrets: readable by their owner only from the first byte on.</summary>
internal static class PrivateFile
{
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using var file = new FileStream(path, options);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
    }
}
