using System.Diagnostics.Metrics;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Maintenance;

/// <summary>
/// How long it is until each maintenance window begins, as a series that rules read (config/rules/maintenance.yml). A name that has been told
/// of goes on being told, as −1 where nothing of it is to come: the last value of one that is gone would stand for ever.
/// </summary>
internal sealed class MaintenanceReminder : IDisposable
{
    /// <summary>How often windows are read anew.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private const double NothingToCome = -1;

    // Names that are remembered after their windows are gone; more are forgotten, and their series end with the process.
    private const int MostNames = 1_000;

    private readonly Meter _meter = new(AlertingMetrics.Name);
    private readonly MaintenanceStore _store;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _names = [];
    private volatile IReadOnlyList<MaintenanceWindow> _windows = [];

    public MaintenanceReminder(MaintenanceStore store, TimeProvider clock)
    {
        (_store, _clock) = (store, clock);
        _meter.CreateObservableGauge("perfmonitor.maintenance.starts.in", Measure, unit: "s", description: "Time until a maintenance window begins; -1 where none of its name is to come.");
    }

    /// <summary>Reads the windows there are.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken) => _windows = await _store.ListAsync(cancellationToken);

    public void Dispose() => _meter.Dispose();

    /// <summary>The seconds until the next window of each name begins. Pure.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="names">Names to tell of whether they have a window or not.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<(string Name, double Seconds)> Of(IReadOnlyList<MaintenanceWindow> windows, IEnumerable<string> names, DateTimeOffset now)
    {
        var next = windows.GroupBy(static window => window.Name).ToDictionary(static same => same.Key, same => same.Min(window => window.Next(now)?.StartsAt));
        return [.. names.Union(next.Keys).Order(StringComparer.Ordinal).Select(name => (name, next.GetValueOrDefault(name) is { } start ? (start - now).TotalSeconds : NothingToCome))];
    }

    // Each exporter asks in a thread of its own.
    private IEnumerable<Measurement<double>> Measure()
    {
        IReadOnlyList<(string Name, double Seconds)> figures;
        lock (_gate)
        {
            figures = Of(_windows, _names, _clock.GetUtcNow());
            _names.UnionWith(figures.Select(static figure => figure.Name).Take(MostNames - Math.Min(MostNames, _names.Count)));
        }

        return figures.Select(static figure => new Measurement<double>(figure.Seconds, new KeyValuePair<string, object?>("window", figure.Name)));
    }
}
