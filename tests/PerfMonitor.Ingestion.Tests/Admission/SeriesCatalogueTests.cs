using PerfMonitor.Ingestion.Admission;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Ingestion.Tests;

public sealed class SeriesCatalogueTests
{
    private readonly SeriesCatalogue _catalogue = new(new AdmissionOptions { MaximumSeriesPerMetric = 2, MaximumSeries = 3, SeriesIdleTime = TimeSpan.FromMinutes(1) });

    [Fact]
    public void Gives_the_same_series_for_the_same_labels()
    {
        var first = _catalogue.Admit(Of("a", 1), 0, out _);

        Assert.NotNull(first);
        Assert.Same(first, _catalogue.Admit(Of("a", 1), 0, out _));
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Limits_the_series_of_one_metric_and_of_all()
    {
        Assert.Equal(["", "", "MetricSeriesLimit", "", "TotalSeriesLimit"], new[] { Of("a", 1), Of("a", 2), Of("a", 3), Of("b", 1), Of("c", 1) }.Select(Admit));
        Assert.Equal("", Admit(Of("a", 2)));
    }

    [Fact]
    public void Limits_do_not_hold_for_our_own_series()
    {
        _ = new[] { Of("a", 1), Of("a", 2), Of("b", 1) }.Select(Admit).ToList();

        Assert.NotNull(_catalogue.AdmitOwn(Of("host_load1", 1), 0));
    }

    [Fact]
    public void Lets_idle_series_go_and_makes_room()
    {
        var idle = _catalogue.Admit(Of("a", 1), nowMs: 0, out _)!;
        var busy = _catalogue.Admit(Of("a", 2), nowMs: 0, out _)!;
        busy.LastSeenMs = 30_000;

        Assert.Equal(1, _catalogue.Sweep(nowMs: 60_001));

        Assert.True(idle.Expired);
        Assert.False(busy.Expired);
        Assert.Equal("", Admit(Of("a", 3)));
        Assert.NotSame(idle, _catalogue.Admit(Of("b", 1), 0, out _));
    }

    [Fact]
    public void Checks_names_once_a_series_is_new() => Assert.Equal("BadMetricName", Admit(Of("not a\tname", 1)));

    private string Admit(LabelSet labels) => _catalogue.Admit(labels, 0, out var refusal) is null ? refusal.Reason.ToString() : "";

    private static LabelSet Of(string metric, int i) => LabelSet.Create(metric, new Label("i", $"{i}"));
}
