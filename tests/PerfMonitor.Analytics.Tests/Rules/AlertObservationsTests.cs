using PerfMonitor.Analytics.Rules;
using PerfMonitor.PromQL;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.Rules;

public sealed class AlertObservationsTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Identifies_an_alert_by_the_labels_of_its_series_and_its_rule()
    {
        var seen = Assert.Single(Observe(Rule("{severity: warning, where: \"at {{ $labels.instance }}\", gone: \"\"}"), Series("cpu", 0.95, new Label("instance", "web-1"))));

        Assert.Equal(LabelSet.Create([new("alertname", "HighCpu"), new("instance", "web-1"), new("severity", "warning"), new("where", "at web-1")]), seen.Labels);
        Assert.Equal("95% on web-1", seen.Annotations["summary"]);
        Assert.Equal((0.95, LabelSet.Create("cpu", new Label("instance", "web-1"))), (seen.Value, seen.Series));
    }

    [Fact]
    public void Keeps_no_NUL_as_the_database_stores_none()
    {
        var seen = Assert.Single(Observe(Rule("{where: '{{ \"a\\x00\" }}'}"), Series("cpu", 0.95, new Label("instance", "web\0-1"))));

        Assert.Equal(("a\uFFFD", "web\uFFFD-1", "95% on web\uFFFD-1"), (seen.Labels["where"], seen.Labels["instance"], seen.Annotations["summary"]));
    }

    [Fact]
    public void Refuses_two_series_that_are_the_same_alert() =>
        Assert.StartsWith(
            "vector contains metrics with the same labelset after applying alert labels: ",
            Assert.Throws<RuleFailedException>(() => Observe(Rule("{instance: x}"), Series("cpu", 1, new Label("instance", "a")), Series("cpu", 1, new Label("instance", "b")))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Says_in_its_place_that_a_text_could_not_be_filled_in()
    {
        var seen = Assert.Single(Observe(Rule("{severity: \"{{ $labels.instance | humanize }}\"}"), Series("cpu", 1, new Label("instance", "web-1"))));

        Assert.Equal("<error expanding template: label 'severity':1:23: 'humanize': 'web-1' is no number>", seen.Labels["severity"]);
    }

    private static IReadOnlyList<AlertObservation> Observe(AlertRule rule, params VectorSample[] result) => AlertObservations.From(rule, result, RuleTexts.WithoutQueries(At));

    private static VectorSample Series(string metric, double value, params Label[] labels) => new(LabelSet.Create(metric, labels), 0, value);

    private static AlertRule Rule(string labels) => (AlertRule)RuleFileParser.Parse("a.yml", $$$"""
        groups:
          - name: g
            rules:
              - alert: HighCpu
                expr: cpu > 0.9
                labels: {{{labels}}}
                annotations: { summary: "{{ $value | humanizePercentage }} on {{ $labels.instance }}" }
        """).Groups[0].Rules[0];
}
