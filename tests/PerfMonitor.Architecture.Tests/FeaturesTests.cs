using System.Text.RegularExpressions;

namespace PerfMonitor.Architecture.Tests;

public sealed partial class FeaturesTests
{
    [Fact]
    public void That_work_are_proved_by_a_test_that_names_them()
    {
        var claimed = FeatureRow().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "features.md")))
            .Where(row => row.Groups["state"].Value == "works")
            .Select(row => row.Groups["id"].Value);

        Assert.Empty(claimed.Except(Proved()));
    }

    [Fact]
    public void Have_one_of_three_states()
    {
        var states = FeatureRow().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "features.md"))).Select(row => row.Groups["state"].Value);

        Assert.Empty(states.Distinct().Except(["works", "begun", "not yet"]));
    }

    private static HashSet<string> Proved()
    {
        string[] folders = ["tests", "web/dashboard", "web/inbox"];
        var files = folders
            .Select(folder => Path.Combine(SourceTree.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal))
            .Where(file => TestFile().IsMatch(file));
        return [.. files.SelectMany(file => FeatureId().Matches(File.ReadAllText(file)).Select(match => match.Value))];
    }

    [GeneratedRegex(@"^\| (?<id>S\d-\d+) \|.*\| (?<state>[^|]*) \| [^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex FeatureRow();

    [GeneratedRegex(@"(Tests\.cs|\.test\.(tsx?|mjs))$")]
    private static partial Regex TestFile();

    [GeneratedRegex(@"\bS\d-\d{2,3}\b")]
    private static partial Regex FeatureId();
}
