using System.Text.RegularExpressions;

namespace PerfMonitor.Architecture.Tests;

/// <summary>Whoever sets a section for the AppHost means the services that read it.</summary>
public sealed partial class ForwardedSettingsTests
{
    [Theory]
    [InlineData("services/ingestion", "ingestion")]
    [InlineData("services/analytics", "analytics")]
    [InlineData("services/alerting", "alerting")]
    [InlineData("services/reporting", "reporting")]
    [InlineData("web/PerfMonitor.Web", "web")]
    public void The_AppHost_hands_every_section_a_service_reads_on_to_it(string folder, string service)
    {
        // The AppHost itself says where the page is.
        var read = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Section().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups["name"].Value)
            .Where(static section => section != "Self")
            .Distinct()
            .Order(StringComparer.Ordinal);
        var line = Regex.Match(File.ReadAllText(Path.Combine(SourceTree.Root, "PerfMonitor.AppHost/AppHost.cs")), $@"Array\.ForEach\(\[(?<names>[^\]]+)\], section => Forward\({service}, section\)\)");

        Assert.Equal(read, line.Groups["names"].Value.Split(", ").Select(static name => name.Trim('"')));
    }

    [GeneratedRegex("""AddValidatedOptions<\w+>\("(?<name>\w+)"\)""")]
    private static partial Regex Section();
}
