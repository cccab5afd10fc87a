using Microsoft.Extensions.Logging.Abstractions;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Testing;

namespace PerfMonitor.Alerting.Tests.Receivers.Email;

public sealed class AlertChartsTests
{
    private readonly ManualTimeProvider _clock = new(Samples.Noon);

    [Fact]
    public async Task A_history_that_does_not_come_in_time_is_not_waited_for()
    {
        // The first answers at once, the second never and does not even look at the token.
        var never = new TaskCompletionSource<AlertHistory?>();
        var drawing = Charts((alert, token) => alert.Place == "web-1" ? FakeHistories.Rising(alert, token) : never.Task)
            .DrawAsync(Samples.Notification(Samples.Alert(), Samples.Alert(instance: "web-2")), TestContext.Current.CancellationToken);
        Assert.False(drawing.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(["HostCpuHigh-web-1-Critical"], (await drawing).Keys);
    }

    [Fact]
    public async Task The_first_alerts_get_charts_and_no_more_are_asked_for()
    {
        var asked = new List<string?>();
        var drawn = await Charts((alert, token) =>
        {
            asked.Add(alert.Place);
            return FakeHistories.Rising(alert, token);
        }).DrawAsync(Samples.Notification([.. Enumerable.Range(1, 9).Select(i => Samples.Alert(instance: $"web-{i}"))]), TestContext.Current.CancellationToken);

        Assert.Equal(["web-1", "web-2", "web-3"], asked);
        Assert.Equal(3, drawn.Count);
    }

    [Fact]
    public async Task A_mail_that_is_given_up_gives_its_charts_up()
    {
        using var stop = new CancellationTokenSource();
        var drawing = Charts((_, _) => new TaskCompletionSource<AlertHistory?>().Task).DrawAsync(Samples.Notification(), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => drawing);
    }

    private AlertCharts Charts(Func<Alert, CancellationToken, Task<AlertHistory?>> answer) =>
        new(() => new FakeHistories { Answer = answer }, TimeSpan.FromMilliseconds(500), _clock, new AlertingMetrics(), NullLogger.Instance);
}
