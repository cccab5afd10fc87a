using System.Text.Json;
using MassTransit.Serialization;

namespace PerfMonitor.Contracts.Tests;

/// <summary>The JSON of every message, so that a change to the wire shows in a diff.</summary>
public sealed class WireFormatTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("11111111-2222-3333-4444-555555555555");

    // The options with which MassTransit writes the message part of its envelope, on one line.
    private static readonly JsonSerializerOptions Bus = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = false };

    [Fact]
    public void AlertFired_stays_as_it_is() => Pin(
        new AlertFired
        {
            EventId = Id,
            Fingerprint = "00ff",
            RuleName = "TargetDown",
            RuleGroup = "targets",
            RuleKey = "targets.yml;targets;TargetDown;;0",
            Severity = Severity.Critical,
            Labels = new Dictionary<string, string> { ["target"] = "shop" },
            Annotations = new Dictionary<string, string> { ["summary"] = "shop is down" },
            Expression = "probe_success < 1",
            Value = 0,
            Threshold = 1,
            Comparison = "<",
            SampleAt = At,
            ActiveSince = At,
            FiredAt = At,
        },
        """{"eventId":"11111111-2222-3333-4444-555555555555","fingerprint":"00ff","ruleName":"TargetDown","ruleGroup":"targets","ruleKey":"targets.yml;targets;TargetDown;;0","severity":"Critical","labels":{"target":"shop"},"annotations":{"summary":"shop is down"},"expression":"probe_success < 1","value":0,"threshold":1,"comparison":"<","sampleAt":"2026-01-05T12:00:00+00:00","activeSince":"2026-01-05T12:00:00+00:00","firedAt":"2026-01-05T12:00:00+00:00"}""");

    [Fact]
    public void HeartbeatSent_stays_as_it_is() => Pin(new HeartbeatSent { SentAt = At }, """{"sentAt":"2026-01-05T12:00:00+00:00"}""");

    [Fact]
    public void HeartbeatDelivered_stays_as_it_is() => Pin(
        new HeartbeatDelivered { SentAt = At, DeliveredAt = At },
        """{"sentAt":"2026-01-05T12:00:00+00:00","deliveredAt":"2026-01-05T12:00:00+00:00"}""");

    [Fact]
    public void AnomalyDetected_stays_as_it_is() => Pin(
        new AnomalyDetected
        {
            Watch = "cpu",
            Labels = new Dictionary<string, string> { ["instance"] = "shop" },
            At = At,
            Value = 0.9,
            Expected = 0.2,
            Lower = 0.1,
            Upper = 0.3,
            Probability = 0.83,
            Severity = Severity.Warning,
            Reason = "0.9 where about 0.2 was expected",
        },
        """{"watch":"cpu","labels":{"instance":"shop"},"at":"2026-01-05T12:00:00+00:00","value":0.9,"expected":0.2,"lower":0.1,"upper":0.3,"probability":0.83,"severity":"Warning","reason":"0.9 where about 0.2 was expected"}""");

    [Fact]
    public void AlertResolved_stays_as_it_is() => Pin(
        new AlertResolved
        {
            EventId = Id,
            Fingerprint = "00ff",
            FiredEventId = Id,
            RuleName = "TargetDown",
            Labels = new Dictionary<string, string> { ["target"] = "shop" },
            Value = 1,
            Reason = "The condition is false again.",
            ResolvedAt = At,
        },
        """{"eventId":"11111111-2222-3333-4444-555555555555","fingerprint":"00ff","firedEventId":"11111111-2222-3333-4444-555555555555","ruleName":"TargetDown","labels":{"target":"shop"},"value":1,"reason":"The condition is false again.","resolvedAt":"2026-01-05T12:00:00+00:00"}""");

    [Fact]
    public void AlertChanged_stays_as_it_is() => Pin(
        new AlertChanged
        {
            Fingerprint = "00ff",
            Version = 3,
            State = "acknowledged",
            RuleName = "TargetDown",
            Severity = Severity.Warning,
            Labels = new Dictionary<string, string>(),
            Annotations = new Dictionary<string, string>(),
            Value = 0.5,
            StartsAt = At,
            AcknowledgedBy = "zoe",
            ChangedAt = At,
        },
        """{"fingerprint":"00ff","version":3,"state":"acknowledged","ruleName":"TargetDown","severity":"Warning","labels":{},"annotations":{},"value":0.5,"threshold":null,"startsAt":"2026-01-05T12:00:00+00:00","endsAt":null,"acknowledgedBy":"zoe","changedAt":"2026-01-05T12:00:00+00:00"}""");

    [Fact]
    public void ActionRequested_stays_as_it_is() => Pin(
        new ActionRequested { RunId = Id, Action = "drain", Fingerprint = "00ff", RuleName = "TargetDown", Labels = new Dictionary<string, string> { ["target"] = "shop" }, StartedAt = At },
        """{"runId":"11111111-2222-3333-4444-555555555555","action":"drain","fingerprint":"00ff","ruleName":"TargetDown","labels":{"target":"shop"},"startedAt":"2026-01-05T12:00:00+00:00"}""");

    [Fact]
    public void GenerateReport_stays_as_it_is() => Pin(
        new GenerateReport { ReportId = Id, Title = "Daily", From = At, To = At, RequestedBy = "admin", MailTo = ["a@b.example"] },
        """{"reportId":"11111111-2222-3333-4444-555555555555","title":"Daily","from":"2026-01-05T12:00:00+00:00","to":"2026-01-05T12:00:00+00:00","requestedBy":"admin","mailTo":["a@b.example"]}""");

    [Fact]
    public void ReportReady_stays_as_it_is() => Pin(
        new ReportReady { ReportId = Id, Title = "Daily", From = At, To = At, Size = 4711, FinishedAt = At },
        """{"reportId":"11111111-2222-3333-4444-555555555555","title":"Daily","from":"2026-01-05T12:00:00+00:00","to":"2026-01-05T12:00:00+00:00","size":4711,"finishedAt":"2026-01-05T12:00:00+00:00"}""");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_finite_number_arrives_as_it_left(double value)
    {
        var json = """{"fingerprint":"","version":1,"state":"firing","ruleName":"","severity":"Info","labels":{},"annotations":{},"value":0,"startsAt":"2026-01-05T12:00:00Z","changedAt":"2026-01-05T12:00:00Z"}""";
        var message = JsonSerializer.Deserialize<AlertChanged>(json, Bus)! with { Value = value, Threshold = value };

        var arrived = JsonSerializer.Deserialize<AlertChanged>(JsonSerializer.Serialize(message, Bus), Bus)!;

        Assert.Equal((value, value), (arrived.Value, arrived.Threshold));
    }

    [Fact]
    public void Every_message_is_pinned_here()
    {
        var messages = typeof(AlertFired).Assembly.GetExportedTypes().Where(type => type.IsClass).Select(type => type.Name);
        var pinned = typeof(WireFormatTests).GetMethods().Select(method => method.Name).Where(name => name.EndsWith("_stays_as_it_is", StringComparison.Ordinal)).Select(name => name.Split('_')[0]);

        Assert.Equal(messages.Order(), pinned.Order());
    }

    private static void Pin<T>(T message, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(message, Bus));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Bus), Bus));
    }
}
