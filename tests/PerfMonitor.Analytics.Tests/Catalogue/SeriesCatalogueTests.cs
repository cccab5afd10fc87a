using Microsoft.Extensions.Options;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Catalogue;

public sealed class SeriesCatalogueTests : IDisposable
{
    private const long HourMs = 3_600_000;

    private readonly SeriesCatalogue _catalogue = new(Options.Create(new HistoryOptions { MaxSeries = 6 }));

    [Theory]
    [InlineData("up", "up{instance=a,job=api} up{instance=b,job=api} up{instance=c,job=web} up{job=web}")]
    [InlineData("up{job=\"api\"}", "up{instance=a,job=api} up{instance=b,job=api}")]
    [InlineData("up{job!=\"api\"}", "up{instance=c,job=web} up{job=web}")]
    [InlineData("up{instance=~\"a|c\"}", "up{instance=a,job=api} up{instance=c,job=web}")]
    [InlineData("up{instance!~\"a|c\"}", "up{instance=b,job=api} up{job=web}")]
    [InlineData("up{instance=\"\"}", "up{job=web}")]
    [InlineData("up{instance=~\".*\",job=\"web\"}", "up{instance=c,job=web} up{job=web}")]
    [InlineData("up{instance=~\".+\",job=\"web\"}", "up{instance=c,job=web}")]
    [InlineData("{__name__=~\"up|down\",job=\"api\"}", "down{job=api} up{instance=a,job=api} up{instance=b,job=api}")]
    [InlineData("{job=\"none\"}", "")]
    [InlineData("{none=\"x\"}", "")]
    [InlineData("up{job=\"ap\"}", "")]
    public void Finds_the_series_that_fit_a_selector(string selector, string expected)
    {
        AddAll();

        Assert.Equal(expected, Found(_catalogue.Select(PromQuery.ParseSelector(selector), 0, 10, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("abc", "abc", "abc")]
    [InlineData("abc", "acb", "acb")]
    [InlineData("abc", "aab", "aab")]
    [InlineData("abc", "azc", "a-c")]
    public void Finds_one_of_many_whatever_order_they_came_in_before(string before, string then, string expected)
    {
        foreach (var name in "abc")
        {
            Announce($"{name}", (0, 10));
        }

        Assert.Equal(before, FoundInTurn(before));
        Assert.Equal(expected, FoundInTurn(then));
        _catalogue.Reject(LabelSet.Create("b").Id);
        Assert.Equal(expected.Replace('b', '-'), FoundInTurn(then));

        string FoundInTurn(string names)
        {
            var previous = default(CatalogueEntry);
            return string.Concat(names.Select(name => _catalogue.Find(LabelSet.Create($"{name}").Id, ref previous)?.Labels.Metric ?? "-"));
        }
    }

    [Fact]
    public void Finds_only_series_with_samples_in_the_range()
    {
        Announce("up", (0, 10));
        Announce("down", (5 * HourMs, (5 * HourMs) + 10));

        Assert.Equal("up{}", Found(_catalogue.Select([], 0, HourMs, TestContext.Current.CancellationToken)));
        Assert.Equal("up{}", Found(_catalogue.Select([], HourMs - 1, HourMs, TestContext.Current.CancellationToken)));
        Assert.Equal("", Found(_catalogue.Select([], HourMs, 5 * HourMs - 1, TestContext.Current.CancellationToken)));
        Assert.Equal("down{}", Found(_catalogue.Select([], HourMs, 5 * HourMs, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Lists_label_names_and_values_in_order()
    {
        AddAll();

        Assert.Equal(["__name__", "instance", "job"], _catalogue.LabelNames());
        Assert.Equal(["api", "web"], _catalogue.LabelValues("job"));
        Assert.Empty(_catalogue.LabelValues("none"));
    }

    [Fact]
    public void Refuses_definitions_it_cannot_trust()
    {
        var labels = LabelSet.Create("up");
        Assert.Equal(Announcement.WrongId, Announce(new SeriesId(42), labels));
        Assert.Equal(Announcement.Added, Announce(labels.Id, labels));
        Assert.Equal(Announcement.Known, Announce(labels.Id, labels));
        Assert.Equal(Announcement.WrongId, Announce(labels.Id, LabelSet.Create("down")));
        var nul = LabelSet.Create("up", [new Label("a", "x\0y")]);
        Assert.Equal(Announcement.NulCharacter, Announce(nul.Id, nul));
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Takes_no_more_series_than_its_bound()
    {
        AddAll();
        Announce("extra", (0, 10));

        Assert.True(_catalogue.IsFull);
        Assert.Equal(Announcement.CatalogueFull, Announce("one too many", (0, 10)));
        Assert.Equal(6, _catalogue.Count);
    }

    [Fact]
    public void What_is_stored_or_known_to_another_instance_has_room_beyond_the_bound()
    {
        AddAll();
        Announce("extra", (0, 10));
        var stored = LabelSet.Create("stored");

        Assert.Equal(Announcement.Added, _catalogue.Learn(new SeriesDefinition(stored.Id, stored), 0, 10));
        Assert.Equal(Announcement.CatalogueFull, Announce("one too many", (0, 10)));
        Assert.Equal("stored{}", Found(_catalogue.Select(PromQuery.ParseSelector("stored"), 0, 10, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Forgets_series_that_were_not_seen_for_long()
    {
        Announce("old", (0, 10));
        Announce("new", (0, 3 * HourMs));

        Assert.Equal(0, Forget(HourMs - 1));
        Assert.Equal(1, Forget(HourMs));

        Assert.Equal(["new"], _catalogue.LabelValues(LabelSet.MetricName));
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Keeps_finding_the_rest_when_series_leave_and_new_ones_come()
    {
        AddAll();
        Announce("old", (-100 * HourMs, -100 * HourMs), ("job", "api"));
        Assert.Equal(1, Forget(-50 * HourMs));

        Assert.Equal("down{job=api} up{instance=a,job=api} up{instance=b,job=api}", Found(_catalogue.Select(PromQuery.ParseSelector("{job=\"api\"}"), 0, 10, TestContext.Current.CancellationToken)));
        Assert.Equal(Announcement.Added, Announce("new", (0, 10), ("job", "api")));
        Assert.Equal("new{job=api}", Found(_catalogue.Select(PromQuery.ParseSelector("new{job=~\"a.*\"}"), 0, 10, TestContext.Current.CancellationToken)));
        Assert.Equal(["api", "web"], _catalogue.LabelValues("job"));
        Assert.Equal(["down", "new", "up"], _catalogue.LabelValues(LabelSet.MetricName));
    }

    [Fact]
    public void Tells_how_its_series_are_spread()
    {
        AddAll();

        var statistics = _catalogue.Statistics(2);

        Assert.Equal((5L, 7L), (statistics.Series, statistics.LabelPairs));
        Assert.Equal([new("up", 4), new NamedCount("down", 1)], statistics.SeriesByMetric);
        Assert.Equal([new("instance", 3), new NamedCount("__name__", 2)], statistics.ValuesByLabel);
        Assert.Equal([new("__name__", 6), new NamedCount("job", 6)], statistics.BytesByLabel);
        Assert.Equal([new("__name__=up", 4), new NamedCount("job=api", 3)], statistics.SeriesByPair);
    }

    public void Dispose() => _catalogue.Dispose();

    private int Forget(long beforeMs) =>
        _catalogue.Forget(static _ => new Retention(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), DateTimeOffset.FromUnixTimeMilliseconds(beforeMs));

    [Theory]
    [InlineData("{job=~\".*a.*\"}")]
    [InlineData("up")]
    public void A_selection_that_nobody_waits_for_ends(string selector)
    {
        AddAll();

        Assert.ThrowsAny<OperationCanceledException>(() => _catalogue.Select(PromQuery.ParseSelector(selector), 0, 10, new CancellationToken(canceled: true)));
        Assert.Equal(Announcement.Added, Announce("later", (0, 10)));
    }

    private void AddAll()
    {
        Announce("up", (0, 10), ("job", "api"), ("instance", "a"));
        Announce("up", (0, 10), ("job", "api"), ("instance", "b"));
        Announce("up", (0, 10), ("job", "web"), ("instance", "c"));
        Announce("up", (0, 10), ("job", "web"));
        Announce("down", (0, 10), ("job", "api"));
    }

    private Announcement Announce(SeriesId id, LabelSet labels) => _catalogue.Announce(new SeriesDefinition(id, labels), 0, 10);

    private Announcement Announce(string metric, (long First, long Last) seen, params (string Name, string Value)[] labels)
    {
        var set = LabelSet.Create(metric, labels.Select(label => new Label(label.Name, label.Value)));
        return _catalogue.Announce(new SeriesDefinition(set.Id, set), seen.First, seen.Last);
    }

    private static string Found(List<CatalogueEntry> entries)
    {
        LabelOrder.Sort(entries, CancellationToken.None);
        return string.Join(' ', entries.Select(entry => $"{entry.Labels.Metric}{{{string.Join(',', entry.Labels.Where(label => label.Name != LabelSet.MetricName).Select(label => $"{label.Name}={label.Value}"))}}}"));
    }
}
