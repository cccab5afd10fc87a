using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Silences;
using PerfMonitor.Alerting.Store;

namespace PerfMonitor.Alerting.Tests.Store;

/// <summary>The stores the service works on, and what a test wants to see of them.</summary>
internal interface IWorld : IAlertStore, INotificationQueue
{
    /// <summary>When something is to be sent after <paramref name="now"/>.</summary>
    Task<DateTimeOffset?> NextAttemptAsync(DateTimeOffset now);

    Task AddAsync(Silence silence);

    Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string fingerprint);

    Task<int> EpisodesAsync(string fingerprint);

    /// <summary>What each channel was decided to hear last, for every group.</summary>
    Task<IReadOnlyList<string?>> DecisionsAsync();

    /// <summary>Routes whose groups have members.</summary>
    Task<IReadOnlyList<string>> RoutesInUseAsync();
}
