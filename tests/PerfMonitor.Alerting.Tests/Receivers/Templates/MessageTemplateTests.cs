using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Contracts;
using PerfMonitor.Templates;

namespace PerfMonitor.Alerting.Tests.Receivers.Templates;

/// <summary>What messages can show; the language itself is tested in PerfMonitor.Templates.Tests.</summary>
public sealed class MessageTemplateTests
{
    private static readonly TemplateInput Data = new(
        MessageData.Of(Samples.Notification(Samples.Alert(), Samples.Alert("Disk", "db-1", Severity.Warning), Samples.Alert(instance: "web-2").Resolved()), new PageOptions { Url = "https://perf.example" }),
        Samples.Noon.AddSeconds(90));

    [Theory]
    [InlineData("{{ .Status | toUpper }} {{ .Severity }} {{ .Receiver }} {{ .Reason }} {{ .TruncatedAlerts }} {{ .ExternalURL }}", "FIRING critical email first notification 0 https://perf.example")]
    [InlineData("{{ .GroupLabels.alertname }} {{ .CommonLabels.missing }}. {{ .GroupLabels.SortedPairs.Values | join \" \" }}", "HostCpuHigh . HostCpuHigh")]
    [InlineData("{{ len .Alerts }} {{ .Alerts.Firing | len }} {{ .Alerts.Resolved | len }}", "3 2 1")]
    [InlineData("{{ range .Alerts.Firing }}[{{ .Name }} {{ .Labels.severity }} {{ $.Status }}]{{ end }}", "[HostCpuHigh on web-1 critical firing][Disk on db-1 warning firing]")]
    [InlineData("{{ define \"one\" }}{{ .Labels.instance }} since {{ .StartsAt.Format \"15:04\" }} ({{ since .StartsAt | humanizeDuration }}){{ end }}{{ template \"one\" (index .Alerts 0) }}", "web-1 since 12:00 (1m 30s)")]
    [InlineData("{{ range .Alerts }}{{ if .EndsAt.IsZero }}open {{ else }}{{ .EndsAt | tz \"Europe/Berlin\" | date \"15:04 MST\" }}{{ end }}{{ end }}", "open open 13:04 +01")]
    [InlineData("{{ (index .Alerts 0).Value }} {{ (index .Alerts 0).Expression }}", "0.9731 > 0.9 host_cpu_utilization_ratio > 0.9")]
    public void Shows_what_alertmanager_shows_and_more(string source, string text) =>
        Assert.Equal(new TemplateResult(text, null), MessageTemplate.Parse("Body", source).Value!.Fill(Data, cancellationToken: TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("{{ .Status", "Body:1:11: '}}' is missing")]
    [InlineData("\n\n{{ .Nonsense }}", "Body:3:4: there is no field '.Nonsense'; there are .Status, .Receiver, .Headline, .Severity, .Reason, .Route, .GroupLabels, .CommonLabels, .CommonAnnotations, .ExternalURL, .TruncatedAlerts, .Alerts")]
    public void Says_where_it_is_broken(string source, string error) => Assert.Equal(error, MessageTemplate.Parse("Body", source).Error?.ToString());

    [Fact]
    public void Is_bounded_in_length() =>
        Assert.Equal(new TemplateError("Body", 1, 1, "it has 16385 characters; 16384 is the most"), MessageTemplate.Parse("Body", new string('x', 16_385)).Error);
}
