using System.Collections.Concurrent;
using Npgsql;
using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Consumers;
using PerfMonitor.Analytics.Query;
using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Outlooks;

/// <summary>Makes the forecast of every outlook anew, and records it; one instance at a time does so.</summary>
internal sealed class OutlookKeeper(
    NpgsqlDataSource source,
    RulesInForce rules,
    OutlookStore store,
    Forecasting forecasting,
    GridQuery query,
    SampleIntake intake,
    SeriesCatalogue catalogue,
    TimeProvider clock,
    ILogger<OutlookKeeper> logger) : LoneWorker(source, catalogue, clock, "outlooks", Interval, logger, logger.OutlooksNotKept)
{
    /// <summary>How often. A selector looks back five minutes: recorded every two, an outlook is always there.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    private readonly TimeProvider _clock = clock;
    private readonly ConcurrentDictionary<string, string> _errors = [];

    /// <summary>Why an outlook could not be made the last time; null where it could.</summary>
    public string? ErrorOf(string name) => _errors.GetValueOrDefault(name);

    public override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (rules.IsLoaded)
        {
            await store.KeepAsync(rules.Book.Outlooks, _clock.GetUtcNow(), cancellationToken);
        }

        var outlooks = await store.ListAsync(cancellationToken);
        foreach (var gone in _errors.Keys.Except(outlooks.Select(static outlook => outlook.Definition.Name)))
        {
            _errors.TryRemove(gone, out _);
        }

        foreach (var definition in outlooks.Select(static outlook => outlook.Definition))
        {
            var now = _clock.GetUtcNow();
            var outlook = await forecasting.ForecastAsync(definition.Request, now, cancellationToken);
            var (instances, uncounted) = await CountAsync(definition, now, cancellationToken);
            Tell(definition.Name, outlook.Error ?? uncounted);
            if (outlook.Error is null)
            {
                await store.SaveAsync(definition.Name, now, [.. outlook.Series.Select(series => OutlookReading.Of(definition, series, instances))], cancellationToken);
                await intake.RecordAsync(outlook.Series.SelectMany(series => OutlookSeries.Of(definition.Name, series)), now.ToUnixTimeMilliseconds(), cancellationToken);
            }
        }
    }

    /// <summary>Says once what is wrong with an outlook.</summary>
    private void Tell(string outlook, string? error)
    {
        if (error is null)
        {
            _errors.TryRemove(outlook, out _);
            return;
        }

        if (_errors.GetValueOrDefault(outlook) != error)
        {
            logger.OutlookFailed(outlook, error);
        }

        _errors[outlook] = error;
    }

    /// <summary>How many instances run; 0 where that is not asked or cannot be told, then with the reason.</summary>
    private async Task<(int Instances, string? Error)> CountAsync(OutlookDefinition definition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (definition.Instances is not { } instances)
        {
            return (0, null);
        }

        var grid = TimeGrid.Ending(now.ToUnixTimeMilliseconds(), 1_000, 1);
        var (values, error) = (await query.AskAsync(instances, grid, cancellationToken)).Single(grid);
        return values[0] is >= 1 and <= 1_000_000 and var count ? ((int)count, null) : (0, error is null ? null : $"instances: {error}");
    }
}
