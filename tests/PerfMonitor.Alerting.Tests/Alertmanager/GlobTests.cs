using PerfMonitor.Alerting.Alertmanager.Files;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

public sealed class GlobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-glob-").FullName;

    public GlobTests()
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

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
