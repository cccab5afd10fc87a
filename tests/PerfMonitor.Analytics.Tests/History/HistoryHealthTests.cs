using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.History;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics.Tests.History;

public sealed class HistoryHealthTests : IDisposable
{
    private readonly Road _road = new(new HistoryOptions { MaxSeries = 1 });
    private readonly NpgsqlDataSource _nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");

    [Fact]
    public async Task A_full_catalogue_is_told_with_what_to_do()
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync()).Status);

        await _road.AcceptAsync(LabelSet.Create("up"), new Sample(_road.NowMs, 1));

        var full = await CheckAsync();
        Assert.Equal(HealthStatus.Degraded, full.Status);
        Assert.Equal(
            "the catalogue is full (1 series): samples of new series are refused soon after they come (history_full); raise History:MaxSeries (about 1 KB of memory each), or let series go sooner (History:HourRollupDays, History:Retention)",
            full.Description);
    }

    public void Dispose()
    {
        _road.Dispose();
        _nowhere.Dispose();
    }

    private Task<HealthCheckResult> CheckAsync()
    {
        var retention = new RetentionSweep(
            _nowhere, new Partitions(_nowhere, NullLogger<Partitions>.Instance), _road.Retention, _road.Catalogue, new CatalogueStore(_nowhere), _road.Metrics, NullLogger<RetentionSweep>.Instance);
        return new HistoryHealth(_road.Catalogue, _road.Commit, _road.Flusher, _road.Buffer, retention).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
    }
}
