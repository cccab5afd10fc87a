using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace PerfMonitor.Analytics.Archive;

/// <summary>The folder of the archives, and what its files are called.</summary>
internal sealed partial class ArchivePlace(IOptions<ArchiveOptions> options)
{
    public const string Extension = ".pmarchive";

    /// <summary>The archives there are, the newest last.</summary>
    public IReadOnlyList<FileInfo> Files() => [.. Folder().EnumerateFiles("*" + Extension).OrderBy(static file => file.Name, StringComparer.Ordinal)];

    /// <summary>A file for a new archive.</summary>
    public FileInfo NewFile(DateTimeOffset now) =>
        new(Path.Combine(Folder().FullName, string.Create(CultureInfo.InvariantCulture, $"history-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}{Extension}")));

    /// <summary>An archive by its name, which leads nowhere else.</summary>
    /// <exception cref="ArchiveRefusedException">There is none of that name.</exception>
    public FileInfo Find(string name)
    {
        if (!Name().IsMatch(name))
        {
            throw new ArchiveRefusedException($"\"{name}\" is no archive's name; a name has letters, digits, dots, dashes and underscores, and ends in {Extension}");
        }

        var file = new FileInfo(Path.Combine(Folder().FullName, name));
        return file.Exists ? file : throw new ArchiveRefusedException($"there is no archive \"{name}\" in Archive:Folder");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}\.pmarchive\z")]
    private static partial Regex Name();

    private DirectoryInfo Folder() => options.Value.Folder.Length > 0
        ? Directory.CreateDirectory(options.Value.Folder)
        : throw new ArchiveRefusedException("archives need a folder: set Archive:Folder of analytics");
}

/// <summary>An archive was asked for that cannot be made or found; the message says what to do.</summary>
internal sealed class ArchiveRefusedException(string message) : Exception(message);
