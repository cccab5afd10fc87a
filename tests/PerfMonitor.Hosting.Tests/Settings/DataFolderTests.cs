using System.Diagnostics;
using Aspire.Hosting;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Tests.Settings;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "data");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void Is_used_by_one_at_a_time()
    {
        using var first = Open();

        var e = Assert.Throws<DistributedApplicationException>(Open);

        Assert.StartsWith($"Another PerfMonitor already runs on the data folder {_path};", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_servers_folders_private_but_lets_another_user_pass()
    {
        using var data = Open();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data.Folder("live")));
        Assert.True(File.GetUnixFileMode(_path).HasFlag(UnixFileMode.OtherExecute));
        Assert.False(File.GetUnixFileMode(_path).HasFlag(UnixFileMode.OtherRead));
    }

    [Fact]
    public void Emptied_it_has_a_new_identity_and_nothing_else()
    {
        using var data = Open();
        var identity = data.Identity;
        Assert.Equal(identity, data.Identity);
        File.WriteAllText(Path.Combine(data.Folder("live"), "dump"), "");

        data.Empty();

        Assert.Equal(["apphost.lock"], Directory.EnumerateFileSystemEntries(_path).Select(Path.GetFileName));
        Assert.NotEqual(identity, data.Identity);
    }

    [Fact]
    public void A_temporary_one_goes_with_its_run()
    {
        Open(temporary: true).Dispose();

        Assert.False(Directory.Exists(_path));
    }

    [Fact]
    public async Task Waits_for_the_processes_of_a_killed_run()
    {
        using var data = Open();
        using var process = Process.Start("sleep", "60");
        new RunRecord(_path).Remember(process.Id);

        var waiting = data.Processes.WaitForPreviousRunAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await waiting;

        Assert.True(data.Processes.WaitForPreviousRunAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("perfmonitor-data-4711-0a", 4711)]
    [InlineData("perfmonitor-dcp-4711-0a", 4711)]
    [InlineData("perfmonitor-system-abc", null)]
    [InlineData("perfmonitor-x-y-z", null)]
    public void A_temporary_folder_names_its_owner(string name, int? owner) => Assert.Equal(owner, TemporaryFolder.Owner(name));

    private DataFolder Open() => Open(temporary: false);

    private DataFolder Open(bool temporary) => DataFolder.Open(new HostSettings { DataFolder = _path, DataFolderIsTemporary = temporary });
}
