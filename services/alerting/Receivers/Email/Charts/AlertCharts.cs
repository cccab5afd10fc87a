using System.Text.Json;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Email;

/// <summary>A chart in a mail, and the same in words for readers without images.</summary>
internal sealed record MailChart(byte[] Png, string Words);

/// <summary>The charts of a mail. They are worth no delay and no mail: what is not there in time is left out and counted.</summary>
internal sealed class AlertCharts(Func<IAlertHistories> histories, TimeSpan patience, TimeProvider clock, AlertingMetrics metrics, ILogger logger)
{
    /// <summary>Alerts of one mail that get a chart, the worst first.</summary>
    public const int Most = 3;

    /// <summary>By fingerprint.</summary>
    public async Task<IReadOnlyDictionary<string, MailChart>> DrawAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var drawn = await Task.WhenAll(notification.Alerts.DistinctBy(static alert => alert.Fingerprint).Take(Most).Select(alert => DrawAsync(alert, either.Token)));
        cancellationToken.ThrowIfCancellationRequested();
        return drawn.OfType<(string Fingerprint, MailChart Chart)>().ToDictionary(static one => one.Fingerprint, static one => one.Chart);
    }

    private async Task<(string Fingerprint, MailChart Chart)?> DrawAsync(Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            // WaitAsync: a client that does not look at the token must not hold the mail up either.
            var history = await histories().ReadAsync(alert, clock.GetUtcNow(), cancellationToken).WaitAsync(cancellationToken);
            return history is null ? null : (alert.Fingerprint, new MailChart(AlertChart.Draw(history, alert), AlertChart.Describe(history, alert)));
        }
        catch (Exception missing) when (missing is HttpRequestException or JsonException or OperationCanceledException or InvalidOperationException)
        {
            // InvalidOperationException: the configuration names no analytics.
            metrics.ChartMissing();
            Log.ChartMissing(logger, alert.Name, missing is OperationCanceledException ? $"no answer within {Text.Of(patience)}" : missing.Message);
            return null;
        }
    }
}
