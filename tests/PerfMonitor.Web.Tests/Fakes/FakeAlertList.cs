using PerfMonitor.Contracts;
using PerfMonitor.Web.Live.Alerts;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>Alerting's list as a test says.</summary>
internal sealed class FakeAlertList : IAlertList
{
    public IReadOnlyList<LiveAlert> Alerts { get; set; } = [];

    public static LiveAlert Alert(string fingerprint, string state = "firing", Severity severity = Severity.Warning) => LiveAlert.Of(Change(fingerprint, 1, state) with { Severity = severity });

    public static AlertChanged Change(string fingerprint, long version, string state = "firing") => new()
    {
        Fingerprint = fingerprint,
        Version = version,
        State = state,
        RuleName = "HostCpuHigh",
        Severity = Severity.Critical,
        Labels = new Dictionary<string, string> { ["instance"] = "db-1" },
        Annotations = new Dictionary<string, string> { ["summary"] = "CPU is high" },
        Value = 98.7,
        Threshold = 90,
        StartsAt = new DateTimeOffset(2026, 1, 5, 11, 59, 0, TimeSpan.Zero),
        EndsAt = state == "resolved" ? new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero) : null,
        AcknowledgedBy = state == "acknowledged" ? "ann" : null,
        ChangedAt = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero),
    };

    public Task<IReadOnlyList<LiveAlert>> GetActiveAsync(CancellationToken cancellation) => Task.FromResult(Alerts);
}
