using Aspire.Hosting;
using PerfMonitor.Hosting.Settings;

namespace PerfMonitor.Hosting.Tests.Settings;

public sealed class ParameterStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(_folder, "parameters.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Makes_a_value_once_and_keeps_it_over_runs()
    {
        var first = new ParameterStore(_folder);
        Assert.Equal("one", first.GetOrMake("key", () => "one"));
        Assert.True(first.WasMadeNow("key"));

        var second = new ParameterStore(_folder);
        Assert.Equal("one", second.GetOrMake("KEY", () => "two"));
        Assert.False(second.WasMadeNow("key"));
    }

    [Fact]
    public void Remembers_that_a_value_was_given_but_not_the_value()
    {
        Assert.Equal("mine", new ParameterStore(_folder).Given("key", "mine"));

        var later = new ParameterStore(_folder);
        Assert.True(later.WasGiven("KEY"));
        Assert.Equal("made", later.GetOrMake("key", () => "made"));
        Assert.False(later.WasMadeNow("key"));
        Assert.DoesNotContain("mine", File.ReadAllText(FilePath), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_a_made_value_when_another_is_given_later()
    {
        new ParameterStore(_folder).GetOrMake("key", () => "made");

        var later = new ParameterStore(_folder);
        Assert.Equal("mine", later.Given("key", "mine"));
        Assert.False(later.WasGiven("key"));
        Assert.Equal("made", new ParameterStore(_folder).GetOrMake("key", () => "other"));
    }

    [Fact]
    public void Lets_only_the_owner_read()
    {
        new ParameterStore(_folder).GetOrMake("key", () => "one");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Says_which_file_is_damaged()
    {
        File.WriteAllText(FilePath, "{");

        var e = Assert.Throws<DistributedApplicationException>(() => new ParameterStore(_folder).GetOrMake("key", () => "one"));

        Assert.StartsWith($"The file of generated secrets {FilePath} is damaged (", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("restore it, or start with --fresh to drop all data.", e.Message, StringComparison.Ordinal);
    }
}
