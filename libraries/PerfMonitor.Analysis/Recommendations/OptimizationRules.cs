namespace PerfMonitor.Analysis.Recommendations;

/// <summary>Rules about what takes longer than it must. A probe faster than a tenth of a second is not worth the trouble.</summary>
internal static class OptimizationRules
{
    private const double Worthwhile = 0.1;

    public static IReadOnlyList<RecommendationRule> All { get; } =
    [
        RecommendationRule.Part("dns-slow", Measurements.DnsSeconds, Measurements.ProbeSeconds, 0.3, Worthwhile,
            "{0:0 %} of the {1:0.00} s of a probe go into resolving the name",
            "Let clients keep names longer (a higher TTL), or use a resolver that is nearer."),
        RecommendationRule.Part("handshake-slow", Measurements.HandshakeSeconds, Measurements.ProbeSeconds, 0.4, Worthwhile,
            "{0:0 %} of the {1:0.00} s of a probe go into connecting and TLS",
            "Keep connections open between requests, allow TLS 1.3 and session resumption, or end TLS nearer to the clients."),
        RecommendationRule.Part("server-slow", Measurements.ServerSeconds, Measurements.ProbeSeconds, 0.6, Worthwhile,
            "{0:0 %} of the {1:0.00} s of a probe pass before the first byte of the answer",
            "The server itself is slow: look at its traces for the slowest call, usually a database query, and cache what rarely changes."),
        RecommendationRule.Part("transfer-slow", Measurements.TransferSeconds, Measurements.ProbeSeconds, 0.4, Worthwhile,
            "{0:0 %} of the {1:0.00} s of a probe go into transferring the answer",
            "Compress answers, make them smaller, or serve them from nearer."),
        RecommendationRule.Over("gc-pauses", RecommendationKind.Optimization, Measurements.GcPause, 0.05,
            "the garbage collector stops a process {0:0.0 %} of the time",
            "Allocate less on the busiest path (buffers that are used again, fewer strings), or give the process more memory."),
    ];
}
