using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Delivery;

public sealed class DigestTests
{
    private static readonly Guid Id = new("44444444-4444-4444-4444-444444444444");

    [Fact]
    public void Tells_the_newest_of_each_alert_the_worst_first()
    {
        var (warning, critical) = (Samples.Alert("Disk", severity: Severity.Warning), Samples.Alert("Cpu"));
        Notification[] parts =
        [
            Part(1, warning),
            Part(2, Samples.Alert("Net")) with { RouteId = "{}" },
            Part(3, critical),
            Part(4, Samples.Alert("Net").Resolved()),
        ];

        var digest = Digest.Compose(Id, parts, "the channel is limited to 5 messages in 10 min");

        Assert.Equal(["Cpu", "Disk", "Net resolved"], digest.Alerts.Select(alert => alert.Name + (alert.IsOpen ? "" : " resolved")));
        Assert.Equal(
            (Id, Id, "email", NotifyReason.Digest, "4 notifications in one: the channel is limited to 5 messages in 10 min", "{}/{severity=\"critical\"}, {}"),
            (digest.Id, digest.Thread, digest.Channel, digest.Reason, digest.ReasonText, digest.RouteId));
    }

    [Fact]
    public void Is_bounded_and_counts_the_rest()
    {
        var parts = Enumerable.Range(0, 50).Select(i => Part(i, [.. Enumerable.Range(0, 3).Select(j => Samples.Alert(instance: $"web-{i}-{j}"))]) with { TruncatedAlerts = 1 }).ToList();

        var digest = Digest.Compose(Id, parts, "x");

        Assert.Equal((Notification.MostAlerts, 50 + 50), (digest.Alerts.Count, digest.TruncatedAlerts));
    }

    private static Notification Part(int second, params Alert[] alerts) =>
        Samples.Notification(alerts) with { Id = Guid.NewGuid(), Stamps = new PathStamps(null, null, null, Samples.Noon.AddSeconds(second)) };
}
