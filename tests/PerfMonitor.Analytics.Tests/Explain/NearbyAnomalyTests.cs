using PerfMonitor.Analysis.Detection;
using PerfMonitor.Analytics.Anomalies;
using PerfMonitor.Analytics.Explain;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Explain;

public sealed class NearbyAnomalyTests
{
    private const long AtMs = 10_000_000;
    private static readonly LabelSet Series = LabelSet.Create("latency_seconds", new Label("service", "shop"), new Label("zone", "a"));

    [Fact]
    public void Puts_what_shares_labels_first_and_then_what_is_nearer_in_time()
    {
        StoredAnomaly[] found =
        [
            Found("far", AtMs - 600_000, service: "shop"),
            Found("near", AtMs - 5_000, service: "shop"),
            Found("elsewhere", AtMs - 1_000, service: "other"),
            Found("later", AtMs + 60_000, service: "shop"),
        ];

        Assert.Equal(
            [("near", 1, 5_000L), ("later", 1, -60_000L), ("far", 1, 600_000L), ("elsewhere", 0, 1_000L)],
            NearbyAnomaly.Find(found, Series, AtMs, most: 10).Select(near => (near.Anomaly.Watch, near.SharedLabels, near.LeadMs)));
        Assert.Equal(["near"], NearbyAnomaly.Find(found, Series, AtMs, most: 1).Select(near => near.Anomaly.Watch));
    }

    [Theory]
    [InlineData(-3_600_000, true, 1)]
    [InlineData(-3_600_001, true, 0)]
    [InlineData(120_000, true, 1)]
    [InlineData(120_001, true, 0)]
    [InlineData(0, false, 0)]
    public void Takes_news_within_an_hour_before_and_two_minutes_after(long distanceMs, bool isNews, int taken) =>
        Assert.Equal(taken, NearbyAnomaly.Find([Found("cpu", AtMs + distanceMs, "shop", isNews)], Series, AtMs, most: 10).Count);

    private static StoredAnomaly Found(string watch, long atMs, string service, bool isNews = true) => new(
        watch,
        1,
        new Dictionary<string, string> { ["__name__"] = "latency_seconds", ["service"] = service },
        new Verdict { State = VerdictState.Judged, TimestampMs = atMs, Value = 1, IsNews = isNews });
}
