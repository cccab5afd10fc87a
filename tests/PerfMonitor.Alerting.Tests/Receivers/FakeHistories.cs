using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers.Email;

namespace PerfMonitor.Alerting.Tests.Receivers;

/// <summary>What alerts are about, as a test says; nothing unless it says.</summary>
internal sealed class FakeHistories : IAlertHistories
{
    public Func<Alert, CancellationToken, Task<AlertHistory?>> Answer { get; init; } = static (_, _) => Task.FromResult<AlertHistory?>(null);

    /// <summary>An hour from 0.4 to 0.97, a value each 15 seconds.</summary>
    public static Task<AlertHistory?> Rising(Alert alert, CancellationToken cancellationToken) => Task.FromResult<AlertHistory?>(Of(alert, minute => minute == 60 ? 0.97 : 0.4 + (minute * 0.009)));

    public static AlertHistory Of(Alert alert, Func<double, double> value) => new(
        alert.StartsAt.AddHours(-1), alert.StartsAt, [.. Enumerable.Range(0, 241).Select(quarter => (alert.StartsAt.AddMinutes((quarter / 4d) - 60), value(quarter / 4d)))]);

    public Task<AlertHistory?> ReadAsync(Alert alert, DateTimeOffset now, CancellationToken cancellationToken) => Answer(alert, cancellationToken);
}
