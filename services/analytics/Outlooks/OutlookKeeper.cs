using System.Collections.Concurrent;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>Makes the forecast of every outlook anew, and records it; one instance at a time does so.</summary>
internal sealed class OutlookKeeper(
    NpgsqlDataSource source,
    OutlookStore store,
    Forecasting forecasting,
    SampleIntake intake,
    SeriesCatalogue catalogue,
    TimeProvider clock,
    ILogger<OutlookKeeper> logger) : LoneWorker(source, catalogue, clock, "outlooks", Interval, logger.OutlooksNotKept)
{
    // A selector looks back five minutes: recorded every two, an outlook is always there.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _clock = clock;
    private readonly ConcurrentDictionary<string, string> _errors = [];

    /// <summary>Why an outlook could not be made the last time; null where it could.</summary>
    public string? ErrorOf(string name) => _errors.GetValueOrDefault(name);

    public override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var outlooks = await store.ListAsync(cancellationToken);
        foreach (var gone in _errors.Keys.Except(outlooks.Select(static outlook => outlook.Name)))
        {
            _errors.TryRemove(gone, out _);
        }

        foreach (var definition in outlooks)
        {
            var now = _clock.GetUtcNow();
            var outlook = await forecasting.ForecastAsync(definition.Request, now, cancellationToken);
            if (outlook.Error is { } error)
            {
                if (_errors.GetValueOrDefault(definition.Name) != error)
                {
                    logger.OutlookFailed(definition.Name, error);
                }

                _errors[definition.Name] = error;
                continue;
            }

            _errors.TryRemove(definition.Name, out _);
            await intake.RecordAsync(outlook.Series.SelectMany(series => OutlookSeries.Of(definition.Name, series)), now.ToUnixTimeMilliseconds(), cancellationToken);
        }
    }
}
