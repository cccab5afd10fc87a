namespace PerfMonitor.Architecture.Tests;

/// <summary>Which project may reference which; docs/architecture.md says why. A project that is not listed fails the test.</summary>
internal static class ReferenceTable
{
    public static IReadOnlyDictionary<string, string[]> Projects { get; } = new Dictionary<string, string[]>
    {
        ["libraries/PerfMonitor.Contracts"] = [],
        ["libraries/PerfMonitor.TimeSeries"] = [],
        ["libraries/PerfMonitor.PromQL"] = ["libraries/PerfMonitor.TimeSeries"],

        // PromQL for its notation: numbers, durations and regular expressions as Go and Prometheus write them.
        ["libraries/PerfMonitor.Templates"] = ["libraries/PerfMonitor.PromQL"],
        ["libraries/PerfMonitor.Analysis"] = ["libraries/PerfMonitor.TimeSeries"],
        ["libraries/PerfMonitor.Pdf"] = [],
        ["libraries/PerfMonitor.Hosting"] = [],
        ["PerfMonitor.ServiceDefaults"] = [],

        // PromQL for its regular expressions alone: relabelling speaks the same dialect as matchers.
        ["services/ingestion"] = ["PerfMonitor.ServiceDefaults", "libraries/PerfMonitor.Contracts", "libraries/PerfMonitor.TimeSeries", "libraries/PerfMonitor.PromQL"],
        ["services/analytics"] = ["PerfMonitor.ServiceDefaults", "libraries/PerfMonitor.Contracts", "libraries/PerfMonitor.TimeSeries", "libraries/PerfMonitor.PromQL", "libraries/PerfMonitor.Analysis", "libraries/PerfMonitor.Templates"],

        // PromQL for its notation again: matchers have the regular expressions and quotes of Prometheus.
        ["services/alerting"] = ["PerfMonitor.ServiceDefaults", "libraries/PerfMonitor.Contracts", "libraries/PerfMonitor.PromQL", "libraries/PerfMonitor.Templates"],
        ["services/reporting"] = ["PerfMonitor.ServiceDefaults", "libraries/PerfMonitor.Contracts", "libraries/PerfMonitor.Pdf"],
        ["services/loadtest"] = ["PerfMonitor.ServiceDefaults", "libraries/PerfMonitor.Contracts"],
        ["web/PerfMonitor.Web"] = ["PerfMonitor.ServiceDefaults", "libraries/PerfMonitor.Contracts"],
    };

    /// <summary>The AppHost knows the services as resources only: it may name their projects, never link them.</summary>
    public const string AppHost = "PerfMonitor.AppHost";

    /// <summary>Packages a project may bring; the rest of the libraries bring none.</summary>
    public static IReadOnlyDictionary<string, string[]> LibraryPackages { get; } = new Dictionary<string, string[]>
    {
        // Linear algebra and distribution functions, where a well-kept implementation beats our own.
        ["libraries/PerfMonitor.Analysis"] = ["MathNet.Numerics"],

        // The dashboard speaks gRPC; whether PostgreSQL really answers, and making its databases, takes its own protocol.
        ["libraries/PerfMonitor.Hosting"] = ["Google.Protobuf", "Grpc.Tools", "Npgsql"],
    };

    /// <summary>Inside a service, the folders that decide: they use plain types, so these namespaces must not appear in them.</summary>
    public static IReadOnlyDictionary<string, string[]> DecidingFolders { get; } = new Dictionary<string, string[]>
    {
        ["services/ingestion"] = ["Parsing", "Translation", "Admission", "Relabelling"],
        ["services/analytics"] = ["Rules/Files", "Rules/States"],
        ["services/alerting"] = ["Pipeline"],
        ["services/reporting"] = ["Reports", "Rendering"],
    };

    /// <summary>What a deciding folder must not touch.</summary>
    public static IReadOnlyList<string> ActingNamespaces { get; } = ["Npgsql", "StackExchange.Redis", "MassTransit", "Microsoft.AspNetCore.Http", "System.Net.Http"];
}
