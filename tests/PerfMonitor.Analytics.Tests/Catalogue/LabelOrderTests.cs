using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Catalogue;

public sealed class LabelOrderTests
{
    [Fact]
    public void Series_are_sorted_label_by_label_and_the_shorter_first()
    {
        var entries = Entries("b", "a", "b", "ab").ToList();
        entries.Add(new CatalogueEntry(default, LabelSet.Create("up", [new Label("job", "a"), new Label("zone", "1")]), 0, 0));

        LabelOrder.Sort(entries, CancellationToken.None);

        Assert.Equal(["a", "a", "ab", "b", "b"], entries.Select(static entry => entry.Labels["job"]));
        Assert.Equal([1, 2], entries.Take(2).Select(static entry => entry.Labels.Count - 1));
    }

    [Fact]
    public void A_sort_that_nobody_waits_for_ends() =>
        Assert.ThrowsAny<OperationCanceledException>(static () => LabelOrder.Sort([.. Entries("b", "a")], new CancellationToken(canceled: true)));

    private static IEnumerable<CatalogueEntry> Entries(params string[] jobs) =>
        jobs.Select(static job => LabelSet.Create("up", [new Label("job", job)])).Select(static labels => new CatalogueEntry(labels.Id, labels, 0, 0));
}
