using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers.Email;

namespace PerfMonitor.Alerting.Tests.Receivers;

/// <summary>What alerts are about, as a test says; nothing unless it says.</summary>
internal sealed class FakeHistories : IAlertHistories
{
    public Func<Alert, CancellationToken, Task<AlertHistory?>> Answer { get; init; } = static (_, _) => Task.FromResult<AlertHistory?>(null);

    /// <summary>An hour from 0.4 to 0.97, a value each minute.</summary>
    public static Task<AlertHistory?> Rising(Alert alert, CancellationToken cancellationToken) => Task.FromResult<AlertHistory?>(Of(alert, minute => minute == 60 ? 0.97 : 0.4 + (minute * 0.009)));

    public static AlertHistory Of(Alert alert, Func<int, double> value) => new(
        alert.StartsAt.AddHours(-1), alert.StartsAt, [.. Enumerable.Range(0, 61).Select(minute => (alert.StartsAt.AddMinutes(minute - 60), value(minute)))]);

    public Task<AlertHistory?> ReadAsync(Alert alert, DateTimeOffset now, CancellationToken cancellationToken) => Answer(alert, cancellationToken);
}
