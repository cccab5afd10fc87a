namespace PerfMonitor.Web.Gateway;

/// <summary>Where a request goes.</summary>
internal abstract record RouteDecision
{
    /// <summary>To a service, if the caller has the access.</summary>
    internal sealed record Forward(GatewayRoute Route, Access Access) : RouteDecision;

    /// <summary>The path is known, the method is not.</summary>
    internal sealed record MethodNotAllowed(string Allow) : RouteDecision;

    /// <summary>The path cannot be passed on.</summary>
    internal sealed record BadPath(string Reason) : RouteDecision;

    /// <summary>No line of the table covers the path.</summary>
    internal sealed record Unknown : RouteDecision;
}

/// <summary>Which path goes to which service and what it asks of the caller. Everything else stays here.</summary>
internal static class RouteTable
{
    public static IReadOnlyList<GatewayRoute> Routes { get; } =
    [
        // The Prometheus HTTP API. Its POST carries a long query in a form: it reads.
        Query("/api/v1/query"),
        Query("/api/v1/query_range"),
        Query("/api/v1/query_exemplars"),
        Query("/api/v1/format_query"),
        Query("/api/v1/parse_query"),
        Query("/api/v1/export"),
        Query("/api/v1/series"),
        Query("/api/v1/labels"),
        ReadOnly("/api/v1/label", "analytics"),
        ReadOnly("/api/v1/metadata", "analytics"),
        ReadOnly("/api/v1/targets", "ingestion"),
        ReadOnly("/api/v1/scrape_pools", "ingestion"),
        Question("/api/v1/rules/backtest", "analytics"),
        Question("/api/v1/rules/check", "analytics"),
        Question("/api/v1/rules/propose", "analytics"),
        new("/api/v1/rules", "analytics", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)) { PostNeedsBody = true },
        ReadOnly("/api/v1/alerts", "analytics"),
        ReadOnly("/api/v1/status", "analytics"),
        new("/api/v1/admin", "analytics", Methods(get: Access.Admin, post: Access.Admin)),

        new("/api/v1/baselines", "analytics", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        ReadOnly("/api/v1/comparison", "analytics"),
        new("/api/v1/slo", "analytics", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        new("/api/v1/annotations", "analytics", Methods(get: Access.Viewer, post: Access.Operator, delete: Access.Operator)),
        new("/api/v1/outlooks", "analytics", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        ReadOnly("/api/v1/forecast", "analytics"),
        ReadOnly("/api/v1/capacity", "analytics"),
        ReadOnly("/api/v1/trends", "analytics"),
        new("/api/v1/watches", "analytics", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        ReadOnly("/api/v1/anomalies", "analytics"),
        ReadOnly("/api/v1/explain", "analytics"),
        ReadOnly("/api/v1/impact", "analytics"),
        ReadOnly("/api/v1/recommendations", "analytics"),
        ReadOnly("/api/v1/scores", "analytics"),

        Receiver("/v1/metrics"),
        Receiver("/api/v1/samples"),
        Receiver("/api/v1/write"),
        Receiver("/api/v1/otlp/v1/metrics"),
        Receiver("/api/v1/import/prometheus"),
        new("/api/targets", "ingestion", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        new("/api/scrapes", "ingestion", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),

        // An alert is made by a rule; what becomes of it is alerting's.
        new("/api/alerts", "analytics", Methods(post: Access.Operator)) { Exact = true },
        Question("/api/alerts/replay", "alerting") with { MaximumBody = 64 * GatewayRoute.Mebibyte },
        new("/api/alerts", "alerting", Methods(get: Access.Viewer, post: Access.Operator, delete: Access.Operator)),
        Question("/api/silences/preview", "alerting"),
        new("/api/silences", "alerting", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        Question("/api/maintenance/lookup", "alerting"),
        Question("/api/maintenance/preview", "alerting"),
        new("/api/maintenance", "alerting", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        ReadOnly("/api/routing", "alerting"),
        new("/-/reload", "alerting", Methods(post: Access.Admin, put: Access.Admin)),
        ReadOnly("/api/incidents", "alerting"),
        new("/api/actions/resume", "alerting", Methods(post: Access.Admin)),
        new("/api/actions", "alerting", Methods(get: Access.Viewer, post: Access.Operator)),
        new("/api/escalation", "alerting", Methods(get: Access.Viewer, post: Access.Operator, put: Access.Operator, delete: Access.Operator)),
        new("/api/channels", "alerting", Methods(get: Access.Viewer, post: Access.Admin)),

        // Alertmanager's API v2. A Prometheus reports its alerts with a key that may send samples.
        new("/api/v2/alerts", "alerting", Methods(get: Access.Viewer, post: Access.Ingest)) { MaximumBody = 8 * GatewayRoute.Mebibyte, Audited = false },
        new("/api/v2/silences", "alerting", Methods(get: Access.Viewer, post: Access.Operator)),
        new("/api/v2/silence", "alerting", Methods(get: Access.Viewer, delete: Access.Operator)),
        ReadOnly("/api/v2/status", "alerting"),
        ReadOnly("/api/v2/receivers", "alerting"),

        // Slack and the SMS service call back. They cannot sign in; the story of an alert records who did what.
        Callback("/api/slack/interactivity"),
        Callback("/api/sms"),

        new("/api/reports", "reporting", Methods(get: Access.Viewer, post: Access.Operator)),
        ReadOnly("/api/report-schedules", "reporting"),

        new("/api/loadtests", "loadtest", Methods(get: Access.Viewer, post: Access.Operator)),
    ];

    public static RouteDecision Decide(string method, PathString path)
    {
        if (Routes.FirstOrDefault(route => route.Decides(method, path)) is not { } route)
            return new RouteDecision.Unknown();
        if (PathRules.Refuse(path) is { } reason)
            return new RouteDecision.BadPath(reason);
        return route.Methods.TryGetValue(HttpMethods.IsHead(method) ? HttpMethods.Get : method, out var access)
            ? new RouteDecision.Forward(route, access)
            : new RouteDecision.MethodNotAllowed(string.Join(", ", route.Methods.Keys));
    }

    private static GatewayRoute Query(string prefix) =>
        new(prefix, "analytics", Methods(get: Access.Viewer, post: Access.Viewer)) { Audited = false };

    // Its POST carries what is asked about; nothing changes.
    private static GatewayRoute Question(string prefix, string service) => new(prefix, service, Methods(post: Access.Viewer)) { Audited = false };

    private static GatewayRoute ReadOnly(string prefix, string service) => new(prefix, service, Methods(get: Access.Viewer));

    private static GatewayRoute Receiver(string prefix) =>
        new(prefix, "ingestion", Methods(post: Access.Ingest)) { MaximumBody = 32 * GatewayRoute.Mebibyte, Audited = false };

    private static GatewayRoute Callback(string prefix) =>
        new(prefix, "alerting", Methods(post: Access.Signed)) { MaximumBody = 256 * 1024, Audited = false };

    private static Dictionary<string, Access> Methods(Access? get = null, Access? post = null, Access? put = null, Access? delete = null)
    {
        var methods = new Dictionary<string, Access>(StringComparer.Ordinal);
        foreach (var (method, access) in (ReadOnlySpan<(string, Access?)>)[("GET", get), ("POST", post), ("PUT", put), ("DELETE", delete)])
        {
            if (access is { } required)
                methods.Add(method, required);
        }

        return methods;
    }
}
