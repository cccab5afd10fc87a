namespace PerfMonitor.Web.Gateway;

/// <summary>One operation of a service, as the OpenAPI document shows it.</summary>
internal sealed record GatewayOperation(string Method, string Path, string Summary);

/// <summary>
/// What can be called through the gateway, for people to read. It grants nothing: <see cref="RouteTable"/> decides.
/// </summary>
internal static class GatewayOperations
{
    public static IReadOnlyList<GatewayOperation> All { get; } =
    [
        new("GET", "/api/v1/query", "PromQL at one time (query, time, timeout), as the Prometheus HTTP API"),
        new("POST", "/api/v1/query", "The same with a form as body, for long queries"),
        new("GET", "/api/v1/query_range", "PromQL over a range of times (query, start, end, step)"),
        new("POST", "/api/v1/query_range", "The same with a form as body"),
        new("GET", "/api/v1/format_query", "PromQL in canonical form (query)"),
        new("POST", "/api/v1/format_query", "The same with a form as body"),
        new("GET", "/api/v1/series", "Series that match selectors (match[], start, end)"),
        new("POST", "/api/v1/series", "The same with a form as body"),
        new("GET", "/api/v1/labels", "Names of labels"),
        new("POST", "/api/v1/labels", "The same with a form as body"),
        new("GET", "/api/v1/label/{name}/values", "Values of a label"),
        new("GET", "/api/v1/metadata", "Types, units and help of metrics"),
        new("GET", "/api/v1/rules", "Rules and their state"),
        new("POST", "/api/v1/rules", "Creates a rule: name, metric, comparison, threshold, for, severity; or rule, with the fields of a rule file"),
        new("GET", "/api/v1/rules/stored", "Rules written over the API"),
        new("GET", "/api/v1/rules/stored/{id}", "The versions of one"),
        new("PUT", "/api/v1/rules/{id}", "Replaces a rule (version: the one that is replaced)"),
        new("DELETE", "/api/v1/rules/{id}", "Removes a rule"),
        new("POST", "/api/v1/rules/check", "What is wrong with a rule, and what it becomes; stores nothing"),
        new("POST", "/api/v1/rules/backtest", "What a rule would have done: alerts, notifications, found incidents, other thresholds"),
        new("POST", "/api/v1/rules/propose", "A threshold from the values of a period (metric, comparison, range, percentile)"),
        new("GET", "/api/v1/alerts", "Alerts of the rules, pending ones too"),
        new("GET", "/api/v1/status/buildinfo", "Version, for clients that ask a Prometheus"),

        new("POST", "/v1/metrics", "Metrics by OTLP/HTTP, protobuf or JSON, gzip or plain"),
        new("POST", "/api/v1/samples", "Samples as JSON, one document or one per line"),
        new("POST", "/api/v1/write", "Prometheus remote write 1.0 and 2.0, Snappy"),
        new("POST", "/api/v1/otlp/v1/metrics", "The same as /v1/metrics, where Prometheus takes OTLP"),
        new("POST", "/api/v1/import/prometheus", "Prometheus' text format or OpenMetrics (timestamp, extra_label)"),
        new("GET", "/api/targets", "Probed targets"),
        new("POST", "/api/targets", "Adds a target"),
        new("GET", "/api/targets/{id}", "One target"),
        new("PUT", "/api/targets/{id}", "Replaces a target"),
        new("DELETE", "/api/targets/{id}", "Removes a target"),
        new("POST", "/api/targets/{id}/probe", "Probes a target now and answers with the time of each phase"),
        new("GET", "/api/scrapes", "Scrape jobs, their targets and how the latest scrapes went"),
        new("POST", "/api/scrapes", "Adds a scrape job"),
        new("GET", "/api/scrapes/{id}", "One scrape job"),
        new("PUT", "/api/scrapes/{id}", "Replaces a scrape job's definition"),
        new("DELETE", "/api/scrapes/{id}", "Removes a scrape job"),

        new("GET", "/api/alerts", "Alerts (state, severity, limit)"),
        new("POST", "/api/alerts", "Creates a rule, as POST /api/v1/rules"),
        new("POST", "/api/alerts/replay", "What the alert pipeline would make of events, on a clock of its own; stores nothing"),
        new("GET", "/api/alerts/{fingerprint}", "One alert with its timeline"),
        new("POST", "/api/alerts/{fingerprint}/acknowledge", "Acknowledges an alert"),
        new("DELETE", "/api/alerts/{fingerprint}/acknowledge", "Takes an acknowledgement back"),
        new("GET", "/api/silences", "Silences"),
        new("POST", "/api/silences", "Silences alerts by matchers for a time"),
        new("DELETE", "/api/silences/{id}", "Ends a silence"),
        new("POST", "/api/silences/preview", "Which alerts a silence would match"),
        new("GET", "/api/maintenance", "Maintenance windows"),
        new("POST", "/api/maintenance", "Plans a maintenance window"),
        new("DELETE", "/api/maintenance/{id}", "Removes a maintenance window"),
        new("GET", "/api/routing", "How alerts are routed to channels"),
        new("GET", "/api/channels", "Channels that notify people"),
        new("POST", "/api/channels/{name}/test", "Sends a test message"),
        new("GET", "/api/v2/status", "As Alertmanager: version and the routing tree as its configuration"),
        new("GET", "/api/v2/receivers", "As Alertmanager: names of receivers"),
        new("GET", "/api/v2/alerts", "As Alertmanager: open alerts (filter, active, silenced, inhibited, receiver)"),
        new("POST", "/api/v2/alerts", "As Alertmanager: takes alerts of a Prometheus or another program"),
        new("GET", "/api/v2/alerts/groups", "As Alertmanager: open alerts by receiver and group"),
        new("GET", "/api/v2/silences", "As Alertmanager: silences (filter)"),
        new("POST", "/api/v2/silences", "As Alertmanager: makes or changes a silence"),
        new("GET", "/api/v2/silence/{id}", "As Alertmanager: one silence"),
        new("DELETE", "/api/v2/silence/{id}", "As Alertmanager: ends a silence"),
        new("POST", "/api/slack/interactivity", "Buttons pressed in Slack (X-Slack-Signature)"),
        new("POST", "/api/sms/{channel}/status", "What became of a text message (X-Twilio-Signature)"),

        new("GET", "/api/reports", "Reports"),
        new("POST", "/api/reports", "Asks for a report (from, to, title, mailTo)"),
        new("GET", "/api/reports/{id}", "One report"),
        new("GET", "/api/reports/{id}/download", "The report as PDF"),
        new("GET", "/api/report-schedules", "When reports are made"),

        new("GET", "/api/loadtests", "Load-test runs"),
        new("POST", "/api/loadtests", "Starts a run"),
        new("GET", "/api/loadtests/{id}", "One run"),
        new("POST", "/api/loadtests/{id}/stop", "Stops a run"),
    ];
}
