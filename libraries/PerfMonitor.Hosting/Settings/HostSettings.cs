using Microsoft.Extensions.Configuration;

namespace PerfMonitor.Hosting.Settings;

/// <summary>How local mode itself behaves; read once from configuration. docs/aspire.md describes every key.</summary>
internal sealed record HostSettings
{
    /// <summary>Every port is a free one, whatever the model says (<c>DcpPublisher:RandomizePorts</c> or <c>PerfMonitor:Ports=random</c>).</summary>
    public bool RandomPorts { get; init; }

    /// <summary>Whether the data of earlier runs is dropped (<c>--fresh</c>).</summary>
    public bool Fresh { get; init; }

    /// <summary>The folder of all data (<c>PerfMonitor:DataFolder</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether the folder was made up for this run alone and goes with it.</summary>
    public bool DataFolderIsTemporary { get; init; }

    /// <summary>Where the Aspire bundle is, if not in the cache (<c>Aspire:Bundle</c>).</summary>
    public string? Bundle { get; init; }

    /// <summary>Whether the Aspire dashboard runs (<c>PerfMonitor:Dashboard</c>).</summary>
    public bool Dashboard { get; init; } = true;

    /// <summary>The dashboard's page (<c>Ports:dashboard</c>).</summary>
    public int? DashboardPort { get; init; }

    /// <summary>The dashboard's OTLP receiver over gRPC (<c>Ports:otlp-grpc</c>).</summary>
    public int? OtlpGrpcPort { get; init; }

    /// <summary>The dashboard's OTLP receiver over HTTP (<c>Ports:otlp-http</c>).</summary>
    public int? OtlpHttpPort { get; init; }

    /// <summary>The dashboard's login token, if it shall not be new every time (<c>AppHost:BrowserToken</c>).</summary>
    public string? BrowserToken { get; init; }

    public static HostSettings Read(IConfiguration configuration, bool disableDashboard, bool isRoot, string home, string temporaryFolder)
    {
        var random = string.Equals(configuration["PerfMonitor:Ports"], "random", StringComparison.OrdinalIgnoreCase)
            || configuration.GetValue("DcpPublisher:RandomizePorts", false);
        int? Port(string key, int usual) => configuration.GetValue<int?>(key) ?? (random ? null : usual);
        var folder = configuration["PerfMonitor:DataFolder"] is { Length: > 0 } given ? Path.GetFullPath(given) : null;
        return new HostSettings
        {
            RandomPorts = random,
            Fresh = configuration.GetValue("PerfMonitor:Fresh", false),
            DataFolder = folder ?? (random ? temporaryFolder : DefaultDataFolder(configuration["XDG_DATA_HOME"], isRoot, home)),
            DataFolderIsTemporary = folder is null && random,
            Bundle = configuration["Aspire:Bundle"] is { Length: > 0 } bundle ? bundle : null,
            Dashboard = configuration.GetValue("PerfMonitor:Dashboard", !disableDashboard),
            DashboardPort = Port("Ports:dashboard", 18888),
            OtlpGrpcPort = Port("Ports:otlp-grpc", 18889),
            OtlpHttpPort = Port("Ports:otlp-http", 18890),
            BrowserToken = configuration["AppHost:BrowserToken"] is { Length: > 0 } token ? token : null,
        };
    }

    // PostgreSQL refuses to run as root; started as user postgres it cannot look into root's home folder.
    private static string DefaultDataFolder(string? xdgDataHome, bool isRoot, string home) =>
        isRoot ? "/var/lib/perfmonitor"
        : Path.Combine(xdgDataHome is { Length: > 0 } ? xdgDataHome : Path.Combine(home, ".local", "share"), "perfmonitor");
}
