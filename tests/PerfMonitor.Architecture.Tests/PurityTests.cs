namespace PerfMonitor.Architecture.Tests;

public sealed class PurityTests
{
    private static readonly string[] PureLibraries = ["libraries/PerfMonitor.Contracts", "libraries/PerfMonitor.TimeSeries", "libraries/PerfMonitor.PromQL", "libraries/PerfMonitor.Templates", "libraries/PerfMonitor.Analysis", "libraries/PerfMonitor.Pdf"];

    // A library that asks the clock, the disk or the network cannot be replayed or tested as a table.
    private static readonly string[] Impure =
    [
        "DateTime.UtcNow", "DateTime.Now", "DateTimeOffset.UtcNow", "DateTimeOffset.Now", "Stopwatch.", "Environment.TickCount", "Random.Shared", "new Random(",
        "System.IO.File", "File.Read", "File.Write", "File.Open", "Directory.", "HttpClient", "Socket(", "ILogger", "Console.",
    ];

    public static TheoryData<string> DecidingFolders =>
        [.. ReferenceTable.DecidingFolders.SelectMany(service => service.Value.Select(folder => $"{service.Key}/{folder}"))];

    [Fact]
    public void Libraries_have_no_clock_and_no_input_or_output()
    {
        var breaches =
            from library in PureLibraries
            from file in SourceTree.Sources(library)
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from word in Impure
            where line.Contains(word, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(SourceTree.Root, file)}: {line.Trim()}";

        Assert.Empty(breaches);
    }

    [Theory]
    [MemberData(nameof(DecidingFolders))]
    public void Folders_that_decide_do_not_act(string folder)
    {
        var sources = SourceTree.Sources(folder).ToList();
        var breaches =
            from file in sources
            from line in File.ReadLines(file)
            where line.StartsWith("using ", StringComparison.Ordinal)
            from acting in ReferenceTable.ActingNamespaces
            where line.StartsWith($"using {acting};", StringComparison.Ordinal) || line.StartsWith($"using {acting}.", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(SourceTree.Root, file)}: {line}";

        Assert.NotEmpty(sources);
        Assert.Empty(breaches);
    }
}
