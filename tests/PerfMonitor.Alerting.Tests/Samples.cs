using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests;

/// <summary>Valid things to start a test from.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Alert Alert(string name = "HostCpuHigh", string instance = "web-1", Severity severity = Severity.Critical) => new()
    {
        Id = 1,
        Fingerprint = $"{name}-{instance}-{severity}",
        FiredEventId = new Guid("11111111-1111-1111-1111-111111111111"),
        Name = name,
        RuleGroup = "host",
        Severity = severity,
        Labels = new Dictionary<string, string> { ["alertname"] = name, ["instance"] = instance, ["severity"] = severity.ToString().ToLowerInvariant() },
        Annotations = new Dictionary<string, string>
        {
            ["summary"] = $"CPU of {instance} is at 97 %",
            ["description"] = "For five minutes already.",
            ["recommendation"] = "Look for a runaway process.",
            ["runbook_url"] = "https://runbooks.example.org/cpu",
        },
        Expression = "host_cpu_utilization_ratio > 0.9",
        Value = 0.9731,
        Threshold = 0.9,
        Comparison = ">",
        State = AlertState.Firing,
        ActiveSince = Noon,
        StartsAt = Noon,
        SampleAt = Noon,
        ReceivedAt = Noon,
    };

    public static Alert Resolved(this Alert alert, int afterSeconds = 250) => alert with
    {
        State = AlertState.Resolved,
        EndsAt = alert.StartsAt.AddSeconds(afterSeconds),
        EndReason = "the condition is false again",
        EndValue = 0.41,
    };

    public static Notification Notification(params Alert[] alerts) => new()
    {
        Id = new Guid("22222222-2222-2222-2222-222222222222"),
        GroupId = 7,
        GroupKey = "{}/{severity=\"critical\"}:{alertname=\"HostCpuHigh\"}",
        RouteId = "{}/{severity=\"critical\"}",
        GroupLabels = new Dictionary<string, string> { ["alertname"] = "HostCpuHigh" },
        Channel = "email",
        Change = 1,
        Reason = NotifyReason.FirstNotification,
        ReasonText = "first notification",
        Alerts = alerts.Length > 0 ? alerts : [Alert()],
        Thread = new Guid("33333333-3333-3333-3333-333333333333"),
        Stamps = new PathStamps(Noon, Noon, Noon, Noon),
    };
}
