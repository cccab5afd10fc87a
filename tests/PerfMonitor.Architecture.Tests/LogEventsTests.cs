using System.Text.RegularExpressions;

namespace PerfMonitor.Architecture.Tests;

public sealed partial class LogEventsTests
{
    // Whoever filters the log of a process by an event's number must find that event alone.
    [Fact]
    public void An_event_of_a_project_has_a_number_of_its_own()
    {
        var shared =
            from project in SourceTree.ProductProjects()
            from number in SourceTree.Sources(project).SelectMany(file => Number().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).CountBy(number => number)
            where number.Value > 1
            select $"{project}: {number.Key}";

        Assert.Empty(shared);
    }

    [GeneratedRegex(@"LoggerMessage\((?:EventId = )?(\d+)")]
    private static partial Regex Number();
}
