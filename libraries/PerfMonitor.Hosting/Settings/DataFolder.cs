using System.Security.Cryptography;
using Aspire.Hosting;

namespace PerfMonitor.Hosting.Settings;

/// <summary>
/// The folder that holds the servers' data and the generated secrets. One AppHost uses it at a time (a lock file says so).
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockFile = "apphost.lock";
    private const string IdentityFile = "identity";
    private const int IdentityBytes = 4;

    // The folder itself may be passed through (PostgreSQL runs as another user when started by root); what lies in it is private.
    private const UnixFileMode PassThrough = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int MaxTries = 25;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _lock;
    private readonly bool _temporary;

    private DataFolder(string path, FileStream @lock, bool temporary)
    {
        Path = path;
        _lock = @lock;
        _temporary = temporary;
    }

    public string Path { get; }

    /// <summary>Whether it goes with the run.</summary>
    public bool IsTemporary => _temporary;

    /// <summary>The processes of this run, and of the one before.</summary>
    public RunRecord Processes => field ??= new RunRecord(Path);

    /// <summary>Names this folder and its present contents; a fresh start makes a new one.</summary>
    public string Identity
    {
        get
        {
            var file = System.IO.Path.Combine(Path, IdentityFile);
            if (!File.Exists(file))
            {
                File.WriteAllText(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdentityBytes)));
            }

            return File.ReadAllText(file);
        }
    }

    public static DataFolder Open(HostSettings settings)
    {
        var path = settings.DataFolder;
        try
        {
            Directory.CreateDirectory(path, PassThrough);
            var held = new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, held, settings.DataFolderIsTemporary);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DistributedApplicationException($"The data folder {path} cannot be written ({e.Message}); choose another one with --PerfMonitor:DataFolder=….", e);
        }
        catch (IOException e) when (File.Exists(System.IO.Path.Combine(path, LockFile)))
        {
            throw new DistributedApplicationException(
                $"Another PerfMonitor already runs on the data folder {path}; stop it first, or start this one with --PerfMonitor:Ports=random or its own --PerfMonitor:DataFolder=….", e);
        }
        catch (IOException e)
        {
            throw new DistributedApplicationException($"The data folder {path} cannot be used ({e.Message}); choose another one with --PerfMonitor:DataFolder=….", e);
        }
    }

    /// <summary>Drops what earlier runs left.</summary>
    public void Empty()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos().Where(entry => entry.Name != LockFile))
        {
            if (entry is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    /// <summary>A private folder in it, made if absent.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name), Private).FullName;

    public void Dispose()
    {
        _lock.Dispose();
        // A server that is only just ending may still write into it.
        for (var tries = 0; _temporary && tries < MaxTries && !TemporaryFolder.TryDelete(Path); tries++)
        {
            Thread.Sleep(Pause);
        }
    }
}
