using PerfMonitor.Analysis.Detection;
using PerfMonitor.Testing;

namespace PerfMonitor.Analysis.Tests.Detection;

public sealed class DetectorPagesTests
{
    public static TheoryData<string> Pages() => [.. Enum.GetValues<DetectorKind>().Select(Page).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_detector_has_a_page_with_its_parameters_its_source_and_where_it_fails(string page)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "algorithms", $"{page}.md"));

        Assert.All(["arameter", "Source", "Fails when: "], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Contains($"({page}.md)", File.ReadAllText(Path.Combine(Repository.Root, "docs", "algorithms", "detection.md")), StringComparison.Ordinal);
    }

    private static string Page(DetectorKind kind) => kind switch
    {
        DetectorKind.HighPercentile or DetectorKind.LowPercentile => "percentile",
        DetectorKind.EwmaHigh or DetectorKind.EwmaLow => "ewma",
        DetectorKind.EchoState => "echo-state",
        _ => string.Concat(kind.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}")),
    };
}
