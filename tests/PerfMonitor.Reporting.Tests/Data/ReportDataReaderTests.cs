using PerfMonitor.Reporting.Data;
using PerfMonitor.Reporting.Reports;

namespace PerfMonitor.Reporting.Tests.Data;

public sealed class ReportDataReaderTests
{
    [Fact]
    public async Task Asks_everything_once_and_the_single_checks_last()
    {
        var metrics = new FixedMetrics(Samples.Data.Series);

        var data = await new ReportDataReader(metrics, new FixedAlerts(Samples.Data.Alerts)).ReadAsync(Samples.Day, TestContext.Current.CancellationToken);

        Assert.Equal([.. ReportQueries.For(Samples.Day), ReportQueries.States(Samples.Day, 5760)], metrics.Asked);
        Assert.Equal(metrics.Asked, data.Queries);
        Assert.Equal(2880, data[Figure.States][0].Points.Count);
        Assert.Equal(2, data.Alerts.Count);
        Assert.Equal(["one warning"], data.Warnings);
    }

    [Fact]
    public async Task Asks_for_windows_where_single_checks_are_too_many()
    {
        var metrics = new FixedMetrics(new Dictionary<Figure, IReadOnlyList<MetricSeries>> { [Figure.Checks] = [Samples.Target("a", Samples.At(Samples.Day.To, 1e6))] });

        var data = await new ReportDataReader(metrics, new FixedAlerts([])).ReadAsync(Samples.Day, TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromMinutes(1), data.StateWindow);
    }
}

/// <summary>Analytics with fixed answers.</summary>
internal sealed class FixedMetrics(IReadOnlyDictionary<Figure, IReadOnlyList<MetricSeries>> series) : IMetricSource
{
    public List<ReportQuery> Asked { get; } = [];

    /// <summary>What happens instead of an answer.</summary>
    public Exception? Failure { get; set; }

    public Task<MetricAnswer> AskAsync(ReportQuery query, ReportPeriod period, CancellationToken cancellationToken)
    {
        Asked.Add(query);
        return Failure is null ? Task.FromResult(new MetricAnswer(series.GetValueOrDefault(query.Figure, []), ["one warning"])) : throw Failure;
    }
}

/// <summary>Alerting with fixed alerts.</summary>
internal sealed class FixedAlerts(IReadOnlyList<AlertRecord> alerts) : IAlertSource
{
    public Task<AlertAnswer> AlertsAsync(ReportPeriod period, CancellationToken cancellationToken) => Task.FromResult(new AlertAnswer(alerts, IsCut: false));
}
