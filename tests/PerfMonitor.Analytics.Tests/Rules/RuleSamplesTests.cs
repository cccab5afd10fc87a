using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class RuleSamplesTests
{
    private static readonly LabelSet A = LabelSet.Create("m", [new Label("i", "a")]);
    private static readonly LabelSet B = LabelSet.Create("m", [new Label("i", "b")]);

    [Fact]
    public void Marks_the_end_of_a_series_once_when_it_is_written_no_more()
    {
        var rule = new RuleSamples([]);

        Assert.Equal([(A, 1.0), (B, 2.0)], Write(rule, (A, 1), (B, 2)));
        var second = Write(rule, (A, 3));
        Assert.Equal((A, 3.0), second[0]);
        Assert.Equal(B, second[1].Labels);
        Assert.True(StaleMarker.Is(second[1].Value));
        Assert.Equal([(A, 4.0)], Write(rule, (A, 4)));
    }

    [Fact]
    public void Marks_the_end_of_what_an_earlier_process_wrote()
    {
        var written = Write(new RuleSamples([A]));

        Assert.True(StaleMarker.Is(Assert.Single(written).Value));
    }

    private static List<(LabelSet Labels, double Value)> Write(RuleSamples rule, params (LabelSet, double)[] series)
    {
        var (definitions, ids, samples) = (new List<SeriesDefinition>(), new List<SeriesId>(), new List<Sample>());
        rule.Write(series, 1_000, definitions, ids, samples);
        Assert.Equal(definitions.Select(definition => definition.Id), ids);
        return [.. definitions.Zip(samples, (definition, sample) => (definition.Labels, sample.Value))];
    }
}
