using System.Diagnostics.Metrics;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class HistorySizeTests(HistoryDatabase database) : IClassFixture<HistoryDatabase>
{
    private static readonly LabelSet Series = LabelSet.Create("cpu");

    [Fact]
    [Trait("feature", "S2-117")]
    public async Task Reports_what_each_table_and_day_takes_as_series_until_it_is_out_of_date()
    {
        using var history = database.Empty();
        await history.CommitAsync(Series, Enumerable.Range(0, 100).Select(i => new Sample(history.NowMs - 86_400_000 + (i * 15_000L), i)));
        await history.CompactAsync();
        await history.CommitAsync(Series, [new(history.NowMs, 1)]);

        await history.Size.WorkAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [("chunks", "2026-01-04", 1L, 100L), ("recent", "", 1L, 1L), ("rollups_1h", "2026-01", 1L, 0L), ("rollups_1m", "2026-01-04", 0L, 0L), ("series", "", 1L, 0L)],
            history.Figures.Tables.Select(table => (table.Table, table.Period, table.Rows, table.Samples)).Order());
        Assert.All(history.Figures.Tables, table => Assert.InRange(table.Bytes, 8_192, 1_000_000));
        var reported = Reported(history);
        Assert.Equal(100, reported[("perfmonitor.history.samples", "chunks", "2026-01-04")]);
        Assert.InRange(reported[("perfmonitor.history.bytes", "recent", "")], 8_192, 1_000_000);
        Assert.InRange(reported[("perfmonitor.history.database.bytes", "", "")], 1_000_000, 1_000_000_000);

        history.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(Reported(history));
    }

    private static Dictionary<(string, string, string), long> Reported(StoredHistory history)
    {
        var reported = new Dictionary<(string, string, string), long>();
        using var meter = new Meter("HistorySizeTests");
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => reported.Add((instrument.Name, Tag(tags, "table"), Tag(tags, "period")), value));
        history.Figures.Report(meter);
        listener.Start();
        listener.RecordObservableInstruments();
        return reported;
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
            {
                return (string)value!;
            }
        }

        return "";
    }
}
