using PerfMonitor.Alerting.Alertmanager.Files;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class FileReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-glob-").FullName;

    public FileReaderTests()
    {
        foreach (var file in (string[])["a.tmpl", "b.tmpl", "b.yml", "team/a.tmpl", "team/[x].tmpl", "ops/c.tmpl"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), file);
        }
    }

    [Theory]
    [InlineData("*.tmpl", "a.tmpl b.tmpl")]
    [InlineData("a.tmpl", "a.tmpl")]
    [InlineData("?.yml", "b.yml")]
    [InlineData("[b-z].*", "b.tmpl b.yml")]
    [InlineData("*/*.tmpl", "ops/c.tmpl team/[x].tmpl team/a.tmpl")]
    [InlineData("t*/[", "")]
    [InlineData("team", "")]
    [InlineData("none/*.tmpl", "")]
    public void Finds_files_as_go_does(string pattern, string files) => Assert.Equal(files, string.Join(' ', new FileReader(_folder).Find(pattern).Select(file => Path.GetRelativePath(_folder, file))));

    [Fact]
    public void Refuses_what_is_too_large_to_be_meant()
    {
        File.WriteAllText(Path.Combine(_folder, "large"), new string('x', (1024 * 1024) + 1));

        Assert.Equal("it has 1048577 bytes, and 1048576 are the most", Assert.Throws<IOException>(() => new FileReader(_folder).Read("large")).Message);
        Assert.Equal("a.tmpl", new FileReader(_folder).Read("a.tmpl"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
