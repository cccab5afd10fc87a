using PerfMonitor.Analytics.Rules;

namespace PerfMonitor.Analytics.Tests.Rules;

/// <summary>Files written as the rule sets that people bring along are: what they use loads unchanged.</summary>
public sealed class PublishedRuleStylesTests
{
    private const string Node = """
        groups:
          - name: node-exporter
            limit: 50
            query_offset: 30s
            labels:
              team: platform
            rules:
              - alert: FilesystemFillsUp
                expr: |-
                  (
                    node_filesystem_avail_bytes{job="node",fstype!="",mountpoint!=""} / node_filesystem_size_bytes{job="node",fstype!="",mountpoint!=""} * 100 < 15
                  and
                    predict_linear(node_filesystem_avail_bytes{job="node",fstype!="",mountpoint!=""}[6h], 24*60*60) < 0
                  and
                    node_filesystem_readonly{job="node",fstype!="",mountpoint!=""} == 0
                  )
                for: 1h
                keep_firing_for: 5m
                labels:
                  severity: warning
                annotations:
                  description: Filesystem on {{ $labels.device }}, mounted on {{ $labels.mountpoint }}, at {{ $labels.instance }} has only {{ printf "%.2f" $value }}% left.
                  runbook_url: https://runbooks.example.com/filesystem
          - name: node-exporter.rules
            interval: 1m
            rules:
              - record: instance:node_num_cpu:sum
                expr: count without (cpu, mode) (node_cpu_seconds_total{job="node",mode="idle"})
              - record: instance:node_cpu_utilisation:rate5m
                expr: |
                  1 - avg without (cpu) (
                    sum without (mode) (rate(node_cpu_seconds_total{job="node", mode=~"idle|iowait|steal"}[5m]))
                  )
        """;

    private const string Kubernetes = """
        groups:
        - name: kubernetes-apps
          rules:
          - alert: PodRestartsAgain
            annotations:
              description: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} ({{ $labels.container }}) is in waiting state{{ with $labels.cluster -}} on cluster {{ . }}{{- end }}.'
              summary: Pod restarts again and again.
            expr: |
              max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff", job="kube-state-metrics"}[5m]) >= 1
            for: 15m
            labels:
              severity: warning
          - alert: CertificateExpires
            expr: |
              histogram_quantile(0.01, sum without (namespace, service, endpoint) (rate(apiserver_client_certificate_expiration_seconds_bucket[5m]))) < 604800
              and on (job, cluster, instance) apiserver_client_certificate_expiration_seconds_count > 0
            labels:
              severity: '{{ if lt $value 86400.0 }}critical{{ else }}warning{{ end }}'
            annotations:
              description: Ends in {{ $value | humanizeDuration }}.
          - alert: Watchdog
            expr: vector(1)
            labels:
              severity: none
        """;

    private const string BlackboxAndAlertmanager = """
        groups:
        - name: blackbox
          rules:
          - alert: ProbeFailed
            expr: probe_success == 0
            for: 0m
            labels: { severity: critical }
            annotations:
              summary: Probe failed (instance {{ $labels.instance }})
              description: "Probe failed\n  VALUE = {{ $value }}\n  LABELS = {{ $labels }}"
          - alert: CertificateOfProbeExpires
            expr: 0 <= round((last_over_time(probe_ssl_earliest_cert_expiry[10m]) - time()) / 86400, 0.1) < 3
            for: 1d2h
        - name: alertmanager.rules
          rules:
          - alert: ConfigInconsistent
            expr: |
              # Different hashes in one cluster.
              count by (job) (
                count_values by (job) ("config_hash", alertmanager_config_hash{job="alertmanager"})
              ) != 1
            for: 20m
            annotations:
              description: >-
                {{ range $name, $text := $labels }}{{ $name }} {{ $text }} {{ end }}
        """;

    [Theory]
    [InlineData(Node, 1, 2)]
    [InlineData(Kubernetes, 3, 0)]
    [InlineData(BlackboxAndAlertmanager, 3, 0)]
    public void Loads_unchanged(string yaml, int alerts, int recordings)
    {
        var file = RuleFileParser.Parse("published.yml", yaml);

        Assert.Empty(file.Errors);
        var rules = file.Groups.SelectMany(group => group.Rules).ToList();
        Assert.Equal((alerts, recordings), (rules.OfType<AlertRule>().Count(), rules.OfType<RecordingRule>().Count()));
    }

    [Theory]
    [InlineData(3600, "critical", "Ends in 1h 0m 0s.")]
    [InlineData(172_800, "warning", "Ends in 2d 0h 0m 0s.")]
    public void Fills_their_labels_and_annotations_in(double value, string severity, string description)
    {
        var rule = RuleFileParser.Parse("published.yml", Kubernetes).Groups[0].Rules.OfType<AlertRule>().Single(rule => rule.Name == "CertificateExpires");

        Assert.Equal(
            (severity, description),
            (rule.Labels.Single(label => label.Name == "severity").Template.Expand(new Dictionary<string, string>(), value, RuleTexts.WithoutQueries(DateTimeOffset.UnixEpoch)), rule.Annotations.Single(text => text.Name == "description").Template.Expand(new Dictionary<string, string>(), value, RuleTexts.WithoutQueries(DateTimeOffset.UnixEpoch))));
    }
}
