using Aspire.Hosting;
using PerfMonitor.Hosting.Dcp;

namespace PerfMonitor.Hosting.Tests.Dcp;

public sealed class DcpBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("bundle")]
    [InlineData("versions/13.5.4_abc")]
    public void Is_found_however_it_was_unpacked(string inside)
    {
        foreach (var file in (string[])["dcp/dcp", "managed/aspire-managed"])
        {
            var path = Path.Combine(_folder, inside, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }

        var bundle = DcpBundle.Find(_folder, null, "/home/x");

        Assert.Equal(Path.Combine(_folder, inside, "dcp/dcp"), bundle.Dcp);
        Assert.Equal(Path.Combine(_folder, inside, "managed/aspire-managed"), bundle.Dashboard);
    }

    [Fact]
    public void Says_how_to_install_it()
    {
        var e = Assert.Throws<DistributedApplicationException>(() => DcpBundle.Find(null, _folder, "/home/x"));

        Assert.Equal($"The Aspire engine is not installed in {_folder}/perfmonitor/aspire/13.5.4: run eng/setup.sh (or ./run.sh) once, or set Aspire__Bundle to a folder that has it.", e.Message);
    }

    [Fact]
    public void Says_when_the_given_folder_is_not_one() =>
        Assert.Equal(
            $"Aspire__Bundle is set to {_folder}, but there is no Aspire bundle (dcp/dcp and managed/aspire-managed).",
            Assert.Throws<DistributedApplicationException>(() => DcpBundle.Find(_folder, null, "/home/x")).Message);

    [Fact]
    public void Has_the_version_that_the_set_up_script_installs() =>
        Assert.Contains($"aspire_version={DcpBundle.Version} ", File.ReadAllText(PerfMonitor.Testing.Repository.Path("eng", "setup.sh")), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "/home/x/.cache/perfmonitor/aspire/13.5.4")]
    [InlineData("/cache", "/cache/perfmonitor/aspire/13.5.4")]
    public void Lies_in_the_users_cache(string? xdgCacheHome, string expected) => Assert.Equal(expected, DcpBundle.DefaultFolder(xdgCacheHome, "/home/x"));
}
