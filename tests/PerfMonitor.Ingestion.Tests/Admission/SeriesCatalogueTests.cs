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
    public void Refuses_a_series_that_the_history_has_no_room_for_and_tries_it_again_later()
    {
        var refused = _catalogue.Admit(Of("a", 1), nowMs: 0, out _)!;
        Assert.True(_catalogue.Refuse(refused.Id, nowMs: 0));

        Assert.True(refused.Expired);
        Assert.Null(_catalogue.Admit(Of("a", 1), nowMs: 299_999, out var refusal));
        Assert.Equal(
            new Refusal(RefusalReason.HistoryFull, """the history holds as many series as it may (History:MaxSeries), and a{i="1"} is not one of them; it is tried again every 5 minutes"""), refusal);
        var again = _catalogue.Admit(Of("a", 1), nowMs: 300_000, out _)!;
        Assert.NotSame(refused, again);
        Assert.False(again.Expired);
        Assert.Same(again, _catalogue.Admit(Of("a", 1), nowMs: 300_000, out _));
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Refused_series_count_as_live_until_nobody_sends_them()
    {
        foreach (var refused in new[] { Of("a", 1), Of("a", 2) })
        {
            Admit(refused);
            _catalogue.Refuse(refused.Id, nowMs: 0);
        }

        Assert.Equal("MetricSeriesLimit", Admit(Of("a", 3)));
        Assert.Null(_catalogue.Admit(Of("a", 1), nowMs: 30_000, out _));
        Assert.Equal(1, _catalogue.Sweep(nowMs: 60_001));
        Assert.Equal("", Admit(Of("a", 3)));
        Assert.Equal(2, _catalogue.Count);
    }

    [Fact]
    public void A_refusal_is_for_one_series_and_never_for_our_own()
    {
        var own = _catalogue.AdmitOwn(Of("host_load1", 1), 0);

        Assert.False(_catalogue.Refuse(Of("a", 1).Id, nowMs: 0));
        Assert.False(_catalogue.Refuse(own.Id, nowMs: 0));
        Assert.Same(own, _catalogue.AdmitOwn(Of("host_load1", 1), 0));
        Assert.Equal("", Admit(Of("a", 1)));
    }

    [Fact]
    public void A_series_that_was_refused_others_is_taken_from_our_own_collectors()
    {
        _catalogue.Admit(Of("host_load1", 1), nowMs: 0, out _);
        _catalogue.Refuse(Of("host_load1", 1).Id, nowMs: 0);

        Assert.False(_catalogue.AdmitOwn(Of("host_load1", 1), 0).Expired);
        Assert.Equal(1, _catalogue.Count);
    }

    [Fact]
    public void Checks_names_once_a_series_is_new() => Assert.Equal("BadMetricName", Admit(Of("not a\tname", 1)));

    private string Admit(LabelSet labels) => _catalogue.Admit(labels, 0, out var refusal) is null ? refusal.Reason.ToString() : "";

    private static LabelSet Of(string metric, int i) => LabelSet.Create(metric, new Label("i", $"{i}"));
}
