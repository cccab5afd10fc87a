using Microsoft.AspNetCore.Http;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Authentication;
using PerfMonitor.Web.Gateway;

namespace PerfMonitor.Web.Tests.Gateway;

public class RouteTableTests
{
    private static readonly string[] AllMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    private static readonly Dictionary<string, Caller> Callers = new()
    {
        ["viewer"] = new("v", Role.Viewer, CredentialKind.Session, KeyScope.All, null),
        ["operator"] = new("o", Role.Operator, CredentialKind.Session, KeyScope.All, null),
        ["admin"] = new("a", Role.Admin, CredentialKind.Session, KeyScope.All, null),
        ["viewer key"] = new("key:v", Role.Viewer, CredentialKind.ApiKey, KeyScope.All, null),
        ["ingest key"] = new("key:i", Role.Viewer, CredentialKind.ApiKey, KeyScope.Ingest, null),
        ["admin ingest key"] = new("key:i", Role.Admin, CredentialKind.ApiKey, KeyScope.Ingest, null),
    };

    // path: service, then per method who may: V = viewers and above, O = operators, A = admins, I = operators and ingest keys, S = anybody, since the body is signed.
    public static TheoryData<string, string, string> Table => new()
    {
        { "/api/v1/query", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/query_range", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/format_query", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/parse_query", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/query_exemplars", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/export", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/labels", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/series", "analytics", "GET:V HEAD:V POST:V" },
        { "/api/v1/label/job/values", "analytics", "GET:V HEAD:V" },
        { "/api/v1/metadata", "analytics", "GET:V HEAD:V" },
        { "/api/v1/targets", "ingestion", "GET:V HEAD:V" },
        { "/api/v1/scrape_pools", "ingestion", "GET:V HEAD:V" },
        { "/api/v1/rules", "analytics", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/v1/rules/stored/x", "analytics", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/v1/rules/backtest", "analytics", "POST:V" },
        { "/api/v1/rules/check", "analytics", "POST:V" },
        { "/api/v1/rules/propose", "analytics", "POST:V" },
        { "/api/alerts/replay", "alerting", "POST:V" },
        { "/api/v1/alerts", "analytics", "GET:V HEAD:V" },
        { "/api/v1/status/buildinfo", "analytics", "GET:V HEAD:V" },
        { "/api/v1/baselines", "analytics", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/v1/baselines/initial/comparison", "analytics", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/v1/slo/shop", "analytics", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/v1/annotations", "analytics", "GET:V HEAD:V POST:O DELETE:O" },
        { "/api/v1/outlooks/disk", "analytics", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/v1/forecast", "analytics", "GET:V HEAD:V" },
        { "/api/v1/watches/cpu", "analytics", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/v1/anomalies/band", "analytics", "GET:V HEAD:V" },
        { "/api/v1/recommendations", "analytics", "GET:V HEAD:V" },
        { "/api/v1/capacity", "analytics", "GET:V HEAD:V" },
        { "/api/v1/trends", "analytics", "GET:V HEAD:V" },
        { "/api/v1/explain", "analytics", "GET:V HEAD:V" },
        { "/api/v1/impact/kpis", "analytics", "GET:V HEAD:V" },
        { "/api/v1/scores", "analytics", "GET:V HEAD:V" },
        { "/api/v1/comparison", "analytics", "GET:V HEAD:V" },
        { "/api/v1/admin/archive", "analytics", "GET:A HEAD:A POST:A" },
        { "/v1/metrics", "ingestion", "POST:I" },
        { "/api/v1/samples", "ingestion", "POST:I" },
        { "/api/v1/write", "ingestion", "POST:I" },
        { "/api/v1/otlp/v1/metrics", "ingestion", "POST:I" },
        { "/api/v1/import/prometheus", "ingestion", "POST:I" },
        { "/api/targets", "ingestion", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/scrapes", "ingestion", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/targets/7/probe", "ingestion", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/alerts/00ff/acknowledge", "alerting", "GET:V HEAD:V POST:O DELETE:O" },
        { "/api/silences", "alerting", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/silences/6f9619ff-8b86-d011-b42d-00cf4fc964ff", "alerting", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/silences/preview", "alerting", "POST:V" },
        { "/api/maintenance/lookup", "alerting", "POST:V" },
        { "/api/maintenance/preview", "alerting", "POST:V" },
        { "/api/maintenance", "alerting", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/routing", "alerting", "GET:V HEAD:V" },
        { "/-/reload", "alerting", "POST:A PUT:A" },
        { "/api/incidents", "alerting", "GET:V HEAD:V" },
        { "/api/actions/resume", "alerting", "POST:A" },
        { "/api/actions/runs", "alerting", "GET:V HEAD:V POST:O" },
        { "/api/escalation/policies/x", "alerting", "GET:V HEAD:V POST:O PUT:O DELETE:O" },
        { "/api/channels", "alerting", "GET:V HEAD:V POST:A" },
        { "/api/channels/mail/test", "alerting", "GET:V HEAD:V POST:A" },
        { "/api/v2/alerts", "alerting", "GET:V HEAD:V POST:I" },
        { "/api/v2/alerts/groups", "alerting", "GET:V HEAD:V POST:I" },
        { "/api/v2/silences", "alerting", "GET:V HEAD:V POST:O" },
        { "/api/v2/silence/6f9619ff-8b86-d011-b42d-00cf4fc964ff", "alerting", "GET:V HEAD:V DELETE:O" },
        { "/api/v2/status", "alerting", "GET:V HEAD:V" },
        { "/api/v2/receivers", "alerting", "GET:V HEAD:V" },
        { "/api/slack/interactivity", "alerting", "POST:S" },
        { "/api/sms/sms/status", "alerting", "POST:S" },
        { "/api/reports", "reporting", "GET:V HEAD:V POST:O" },
        { "/api/reports/5/download", "reporting", "GET:V HEAD:V POST:O" },
        { "/api/report-schedules", "reporting", "GET:V HEAD:V" },
        { "/api/loadtests", "loadtest", "GET:V HEAD:V POST:O" },
        { "/api/loadtests/5/stop", "loadtest", "GET:V HEAD:V POST:O" },
    };

    [Theory, MemberData(nameof(Table))]
    public void Names_the_service_and_who_may_for_every_method(string path, string service, string methods)
    {
        var expected = methods.Split(' ').ToDictionary(part => part.Split(':')[0], part => part.Split(':')[1]);

        foreach (var method in AllMethods)
        {
            var decision = RouteTable.Decide(method, path);
            if (!expected.TryGetValue(method, out var who))
            {
                var allow = string.Join(", ", expected.Keys.Where(name => name != "HEAD"));
                Assert.Equal(new RouteDecision.MethodNotAllowed(allow), decision);
                continue;
            }

            var forward = Assert.IsType<RouteDecision.Forward>(decision);
            Assert.Equal(service, forward.Route.Service);
            var admitted = Callers.Where(caller => forward.Access.Allows(caller.Value)).Select(caller => caller.Key);
            Assert.Equal(who switch
            {
                "V" => ["viewer", "operator", "admin", "viewer key"],
                "O" => ["operator", "admin"],
                "A" => ["admin"],
                "S" => Callers.Keys,
                _ => ["operator", "admin", "ingest key", "admin ingest key"],
            }, admitted);
        }
    }

    [Theory]
    [InlineData("GET", "/api/alerts", "alerting")]
    [InlineData("POST", "/api/alerts", "analytics")]
    [InlineData("POST", "/api/alerts/00ff/acknowledge", "alerting")]
    [Trait("feature", "S2-104")]
    public void Sends_a_new_alert_to_where_rules_are(string method, string path, string service) =>
        Assert.Equal(service, Assert.IsType<RouteDecision.Forward>(RouteTable.Decide(method, path)).Route.Service);

    [Fact]
    public void The_table_above_covers_every_route() =>
        Assert.All(RouteTable.Routes, route => Assert.Contains(Table, row => route.Covers(row.Data.Item1) || route.Exact));

    [Theory]
    [InlineData("/")]
    [InlineData("/internal/api-keys/verify")]
    [InlineData("/api/v1/query_something")]
    [InlineData("/api/alertsx")]
    [InlineData("/api/users")]
    [InlineData("/v1/metricsx")]
    [InlineData("/health/ready")]
    public void Leaves_other_paths_alone(string path) =>
        Assert.IsType<RouteDecision.Unknown>(RouteTable.Decide("GET", path));

    [Theory]
    [InlineData("/api/alerts/%2e%2e/channels")]
    [InlineData("/api/alerts/%2E%2E%2Fchannels")]
    [InlineData("/api/alerts/%61")]
    [InlineData("/api/alerts/../channels")]
    [InlineData("/api/alerts/./x")]
    [InlineData(@"/api/alerts/..\channels")]
    public void Refuses_paths_that_a_service_could_read_otherwise(string path) =>
        Assert.IsType<RouteDecision.BadPath>(RouteTable.Decide("GET", new PathString(path)));

    [Theory]
    [InlineData("/api/v1/label/a%2Fb/values")]
    [InlineData("/api/v1/label/100%/values")]
    [InlineData("/API/Alerts/x")]
    [InlineData("/api/alerts/a..b")]
    public void Takes_odd_but_clear_paths(string path) => Assert.IsType<RouteDecision.Forward>(RouteTable.Decide("GET", new PathString(path)));

    [Fact]
    public void Samples_may_be_larger_than_other_bodies_and_only_changes_are_audited()
    {
        var large = RouteTable.Routes.Where(route => route.MaximumBody > GatewayRoute.Mebibyte).Select(route => route.Prefix).ToArray();
        var quiet = RouteTable.Routes.Where(route => !route.Audited).Select(route => route.Prefix);

        Assert.Equal(["/v1/metrics", "/api/v1/samples", "/api/v1/write", "/api/v1/otlp/v1/metrics", "/api/v1/import/prometheus", "/api/alerts/replay", "/api/v2/alerts"], large);
        Assert.Equal(
            [
                "/api/v1/query", "/api/v1/query_range", "/api/v1/query_exemplars", "/api/v1/format_query", "/api/v1/parse_query", "/api/v1/export", "/api/v1/series", "/api/v1/labels", "/api/v1/rules/backtest", "/api/v1/rules/check", "/api/v1/rules/propose",
                .. large[..^1], "/api/silences/preview", "/api/maintenance/lookup", "/api/maintenance/preview", "/api/v2/alerts", "/api/slack/interactivity", "/api/sms",
            ],
            quiet);
    }
}
