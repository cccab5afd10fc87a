using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Tests.Alertmanager;

/// <summary>A configuration as they grow in the field, with what <c>amtool</c> makes of it.</summary>
public sealed class FieldFileTests : IDisposable
{
    private const string Yaml = """
        global:
          resolve_timeout: 5m
          smtp_smarthost: 'smtp.gmail.com:587'
          smtp_from: 'alerts@example.org'
          smtp_hello: alerts.example.org
          smtp_auth_username: 'alerts@example.org'
          smtp_auth_identity: 'alerts@example.org'
          smtp_auth_password: 'app password'
          smtp_require_tls: true
          slack_api_url: 'https://hooks.slack.com/services/T/B/x'
          opsgenie_api_key: og-key
          victorops_api_key: vo-key
          http_config: { follow_redirects: true }
        templates:
          - 'templates/*.tmpl'
        route:
          group_by: ['alertname', 'cluster', 'service']
          group_wait: 30s
          group_interval: 5m
          repeat_interval: 3h
          receiver: team-X-mails
          routes:
          - matchers: [ alertname="Watchdog" ]
            receiver: "null"
          - matchers:
            - instance=~"web\.example\.(org|net):\d+"
            - path!~"^/health$"
            receiver: web
            continue: true
          - match_re:
              service: ^(foo1|foo2|baz)$
            receiver: team-X-mails
            routes:
            - match:
                severity: critical
              receiver: team-X-pager
          - matchers: [ 'reason = out of disk' , 'team=~a{2}b' ]
            receiver: team-X-pager
          - matchers: [ '{severity="none",}' ]
            receiver: "null"
        inhibit_rules:
        - source_matchers: [ 'severity="critical"' ]
          target_matchers: [ severity=~"warning|info" ]
          equal: [ alertname, namespace ]
        - source_match: { alertname: InfoInhibitor }
          target_match_re: { severity: inf.* }
          equal: [ namespace ]
        receivers:
        - name: "null"
        - name: team-X-mails
          email_configs:
          - to: 'team-X+alerts@example.org, team-Y+alerts@example.org'
            headers: { Subject: '{{ template "team.subject" . }}' }
            send_resolved: true
        - name: web
          slack_configs:
          - &slack
            channel: '#web-{{ .CommonLabels.severity }}'
            send_resolved: true
            icon_url: https://avatars.githubusercontent.com/u/3380462
            title: |-
              [{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ .Alerts.Firing | len }}{{ end }}] {{ .CommonLabels.alertname }} for {{ .CommonLabels.job }}
              {{- if gt (len .CommonLabels) (len .GroupLabels) -}}
                {{" "}}(
                {{- with .CommonLabels.Remove .GroupLabels.Names }}
                  {{- range $index, $label := .SortedPairs -}}
                    {{ if $index }}, {{ end }}
                    {{- $label.Name }}="{{ $label.Value -}}"
                  {{- end }}
                {{- end -}}
                )
              {{- end }}
            text: >-
              {{ range .Alerts -}}
              *Alert:* {{ .Annotations.title }}{{ if .Labels.severity }} - `{{ .Labels.severity }}`{{ end }}
              *Details:*
                {{ range .Labels.SortedPairs }} • *{{ .Name }}:* `{{ .Value }}`
                {{ end }}
              {{ end }}
          - <<: *slack
            channel: '#web-all'
        - name: team-X-pager
          email_configs:
          - to: 'team-X+alerts-critical@example.org'
          pagerduty_configs:
          - routing_key: a-key-of-another-length
            severity: '{{ if .CommonLabels.severity }}{{ .CommonLabels.severity | toLower }}{{ else }}critical{{ end }}'
            details: { runbook: '{{ (index .Alerts 0).Annotations.runbook_url }}' }
          opsgenie_configs: [ { priority: '{{ if eq .CommonLabels.severity "critical" }}P1{{ else }}P3{{ end }}', responders: [ { name: db, type: team } ] } ]
          victorops_configs: [ { routing_key: team-x } ]
          pushover_configs: [ { user_key: u, token: t } ]
          webhook_configs: [ { url: 'http://127.0.0.1:9/', http_config: { tls_config: { insecure_skip_verify: true }, basic_auth: { username: a, password: b } } } ]
          sns_configs: [ { topic_arn: 'arn:aws:sns:us-east-2:1:x', sigv4: { region: us-east-2 } } ]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("perfmonitor-amtool-").FullName;

    private static AlertmanagerFile File => AlertmanagerFile.Read(Yaml, new FakeFiles(("templates/team.tmpl", "{{ define \"team.subject\" }}{{ template \"email.default.subject\" . }}!{{ end }}")));

    [Fact]
    public void Is_read_without_an_error_and_only_what_we_have_not_tells_nobody()
    {
        var file = File;

        Assert.Empty(file.Errors);
        Assert.Equal(
            ["team-X-mails", "web", "web-slack", "team-X-pager", "team-X-pager-email", "team-X-pager-pagerduty", "team-X-pager-opsgenie", "team-X-pager-victorops", "team-X-pager-pushover", "team-X-pager-sns"],
            file.Channels.Select(channel => channel.Name));
        Assert.Equal(["team-X-pager-sns"], file.Channels.Where(channel => FileChannels.Of(channel).Problem is not null).Select(channel => channel.Name));
        Assert.Contains("#web-all", FileChannels.Of(file.Channels[2]).Destination, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_right_to_amtool_too()
    {
        var path = await WriteAsync();

        var (exit, output) = await Tools.AmtoolAsync("check-config", path);

        Assert.True(exit == 0, output);
    }

    public static TheoryData<string> Labels =>
    [
        "alertname=Watchdog",
        "instance=web.example.org:80 path=/x",
        "instance=web.example.org:80 path=/health",
        "instance=webxexample.org:80",
        "instance=web.example.net:9100 service=foo2 severity=critical",
        "service=foo1",
        "service=foo3 severity=critical",
        "reason=out of disk|team=aab",
        "reason=out of disk|team=a{2}b",
        "severity=none",
        "severity=nonesuch",
    ];

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task Sends_alerts_the_way_amtool_says(string labels)
    {
        string[] each = labels.Split(labels.Contains('|', StringComparison.Ordinal) ? '|' : ' ');
        var file = File;
        var tree = RoutingTree.Build(file.Routing!, [.. file.Channels.Select(channel => channel.Name)], []);

        var taken = string.Join(',', RouteStage.Decide(each.Select(label => label.Split('=')).ToDictionary(label => label[0], label => label[1]), tree.Root).Select(match => match.Route.Receiver));

        var (exit, output) = await Tools.AmtoolAsync(["config", "routes", "test", $"--config.file={await WriteAsync()}", .. each.Select(label => $"{label.Split('=')[0]}=\"{label.Split('=')[1]}\"")]);
        // Behind it amtool may warn of a configuration of its own on this machine.
        Assert.Equal((0, taken), (exit, output.Split('\n')[0]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Beside the file amtool looks for the templates it names.
    private async Task<string> WriteAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "templates"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder, "templates", "team.tmpl"), "{{ define \"team.subject\" }}{{ template \"email.default.subject\" . }}!{{ end }}", TestContext.Current.CancellationToken);
        var path = Path.Combine(_folder, "alertmanager.yml");
        await System.IO.File.WriteAllTextAsync(path, Yaml, TestContext.Current.CancellationToken);
        return path;
    }
}
