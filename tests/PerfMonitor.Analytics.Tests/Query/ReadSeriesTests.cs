using PerfMonitor.Analytics.Query;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Query;

public sealed class ReadSeriesTests
{
    [Fact]
    public void Looks_at_as_many_series_as_it_is_asked_for_not_at_all_that_were_read_for_each()
    {
        var read = new ReadSeries();
        var series = Enumerable.Range(0, 100_000).Select(static i => LabelSet.Create("cpu", new Label("instance", $"web-{i}"), new Label("job", "host"))).ToList();
        series.ForEach(labels => read.Add(labels, 1));

        Assert.Equal(1_000, series.Take(1_000).Sum(labels => read.Candidates(labels.With("alertname", "HighCpu").With("severity", "critical")).Count()));
    }

    [Fact]
    public void Finds_what_a_look_at_each_series_finds()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var (read, all) = (new ReadSeries(), new List<(LabelSet Labels, long At)>());
            for (var i = random.Next(12); i > 0; i--)
            {
                var (labels, at) = (Labels(random), random.Next(100));
                all.Add((labels, at));
                read.Add(labels, at);
            }

            var asked = Labels(random);
            var expected = all.Where(one => ReadSeries.Agree(one.Labels, asked)).Select(static one => (long?)one.At).DefaultIfEmpty(null).Max();
            Assert.Equal(expected, read.NewestOf(asked));
        }
    }

    private static LabelSet Labels(Random random) =>
        ((string[])["a", "b", "c"]).Aggregate(LabelSet.Create("m"), (labels, name) => random.Next(2) == 0 ? labels : labels.With(name, $"{random.Next(3)}"));
}
