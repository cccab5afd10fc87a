using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Tests.Receivers.Templates;

public sealed class MessageTemplateTests
{
    private static readonly TemplateFields Data = TemplateData.Of(
        Samples.Notification(Samples.Alert(), Samples.Alert("Disk", "db-1", Severity.Warning), Samples.Alert(instance: "web-2").Resolved()),
        new PageOptions { Url = "https://perf.example" });

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{ .Status }}", "firing")]
    [InlineData("{{.Status|toUpper}}", "FIRING")]
    [InlineData("a {{- .Status -}} b", "afiringb")]
    [InlineData("{{/* nothing */}}x", "x")]
    [InlineData("{{ .GroupLabels.alertname }} {{ .CommonLabels.missing }}.", "HostCpuHigh .")]
    [InlineData("{{ len .Alerts }} {{ .Alerts.Firing | len }} {{ .Alerts.Resolved | len }}", "3 2 1")]
    [InlineData("{{ range .Alerts.Firing }}[{{ .Name }} {{ .Labels.severity }} {{ $.Status }}]{{ end }}", "[HostCpuHigh on web-1 critical firing][Disk on db-1 warning firing]")]
    [InlineData("{{ range .GroupLabels.SortedPairs }}{{ .Name }}={{ .Value }};{{ else }}none{{ end }}", "alertname=HostCpuHigh;")]
    [InlineData("{{ range .CommonLabels.SortedPairs }}x{{ else }}none{{ end }}", "none")]
    [InlineData("{{ if eq .Status \"resolved\" }}over{{ else if eq .Severity \"critical\" }}bad{{ else }}so so{{ end }}", "bad")]
    [InlineData("{{ if and .Status (not .CommonLabels.team) }}yes{{ end }}", "yes")]
    [InlineData("{{ if gt (len .Alerts) 2 }}many{{ end }}", "many")]
    [InlineData("{{ or .CommonLabels.team \"nobody's\" | title }}", "Nobody's")]
    [InlineData("{{ (.Alerts.Firing | len) }}{{ `{{` }}", "2{{")]
    [InlineData("{{ \"a\\n\\\"b\\\"\" }}", "a\n\"b\"")]
    public void Says_what_go_would_say(string source, string text) => Assert.Equal(text, MessageTemplate.Parse(source).Render(Data));

    [Theory]
    [InlineData("{{ .Status", "line 1: '}}' is missing")]
    [InlineData("\n\n{{ nonsense .Status }}", "line 3: there is no function 'nonsense'; there are and, eq, gt, join, len, lt, ne, not, or, title, toLower, toUpper, trimSpace")]
    [InlineData("{{ if .Status }}x", "line 1: '{{ end }}' is missing")]
    [InlineData("{{ end }}", "line 1: 'end' has no beginning")]
    [InlineData("{{ \"open }}", "line 1: a text is not closed")]
    [InlineData("{{ }}", "line 1: a value is missing")]
    [InlineData("{{ .Status | .Status }}", "line 1: only a function can stand behind '|'")]
    [InlineData("{{ (.Status }}", "line 1: ')' is missing")]
    [InlineData("{{ template \"x\" }}", "line 1: there is no function 'template'; there are and, eq, gt, join, len, lt, ne, not, or, title, toLower, toUpper, trimSpace")]
    public void Says_where_it_is_broken(string source, string error) => Assert.Equal(error, Assert.Throws<TemplateException>(() => MessageTemplate.Parse(source)).Message);

    [Theory]
    [InlineData("{{ .Nonsense }}", "there is no field '.Nonsense' here; there are .Status, .Receiver, .Headline, .Severity, .Reason, .Route, .GroupLabels, .CommonLabels, .CommonAnnotations, .ExternalURL, .TruncatedAlerts, .Alerts")]
    [InlineData("{{ .Status.X }}", "'.X' is asked of something that has no fields")]
    [InlineData("{{ .Alerts }}", "a list or a set of fields cannot be written; name a field of it, or go over it with 'range'")]
    [InlineData("{{ range .Status }}{{ end }}", "'range' goes over lists only, such as .Alerts or .Labels.SortedPairs")]
    [InlineData("{{ toUpper }}", "'toUpper' takes 1 values, not 0")]
    [InlineData("{{ gt .Status 1 }}", "'firing' is not a number")]
    public void Says_what_it_cannot_fill_in(string source, string error) => Assert.Equal(error, Assert.Throws<TemplateException>(() => MessageTemplate.Parse(source).Render(Data)).Message);

    [Fact]
    public void Is_bounded_in_length_depth_and_work()
    {
        var nested = string.Concat(Enumerable.Repeat("{{ range $.Alerts }}", 15)) + "x" + string.Concat(Enumerable.Repeat("{{ end }}", 15));
        var deep = string.Concat(Enumerable.Repeat("{{ if .Status }}", 30)) + string.Concat(Enumerable.Repeat("{{ end }}", 30));
        var long40 = "{{ range .Alerts }}" + new string('x', 15_000) + "{{ end }}";

        Assert.Equal("filling it in takes more than 20000 steps", Assert.Throws<TemplateException>(() => MessageTemplate.Parse(nested).Render(Data)).Message);
        Assert.Equal("line 1: blocks stand in each other more than 20 deep", Assert.Throws<TemplateException>(() => MessageTemplate.Parse(deep)).Message);
        Assert.Equal("the text would have more than 32768 characters", Assert.Throws<TemplateException>(() => MessageTemplate.Parse(long40).Render(Data)).Message);
        Assert.Equal("it has 16385 characters; 16384 is the most", Assert.Throws<TemplateException>(() => MessageTemplate.Parse(new string('x', 16_385))).Message);
    }
}
