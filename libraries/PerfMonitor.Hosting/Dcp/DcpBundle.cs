using Aspire.Hosting;

namespace PerfMonitor.Hosting.Dcp;

/// <summary>Where the Aspire bundle lies: DCP, and the dashboard as a program.</summary>
internal sealed record DcpBundle(string Dcp, string Dashboard)
{
    /// <summary>The version eng/setup.sh installs.</summary>
    public const string Version = "13.5.4";

    public static DcpBundle Find(string? configured, string? xdgCacheHome, string home)
    {
        var folder = configured ?? DefaultFolder(xdgCacheHome, home);
        return Candidates(folder).FirstOrDefault(bundle => File.Exists(bundle.Dcp) && File.Exists(bundle.Dashboard))
            ?? throw new DistributedApplicationException(configured is null
                ? $"The Aspire engine is not installed in {folder}: run eng/setup.sh (or ./run.sh) once, or set Aspire__Bundle to a folder that has it."
                : $"Aspire__Bundle is set to {folder}, but there is no Aspire bundle (dcp/dcp and managed/aspire-managed).");
    }

    public static string DefaultFolder(string? xdgCacheHome, string home) =>
        Path.Combine(xdgCacheHome is { Length: > 0 } ? xdgCacheHome : Path.Combine(home, ".cache"), "perfmonitor", "aspire", Version);

    // "aspire setup --install-path F" leaves the link F/bundle and the versions in F/versions.
    private static IEnumerable<DcpBundle> Candidates(string folder)
    {
        var versions = Path.Combine(folder, "versions");
        IEnumerable<string> unpacked = Directory.Exists(versions) ? Directory.EnumerateDirectories(versions).Order(StringComparer.Ordinal) : [];
        return unpacked.Prepend(Path.Combine(folder, "bundle")).Prepend(folder)
            .Select(root => new DcpBundle(Path.Combine(root, "dcp", "dcp"), Path.Combine(root, "managed", "aspire-managed")));
    }
}
