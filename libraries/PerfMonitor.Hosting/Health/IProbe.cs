using Aspire.Hosting.ApplicationModel;

namespace PerfMonitor.Hosting.Health;

/// <summary>Asks a resource whether it really answers.</summary>
internal interface IProbe
{
    /// <summary>Asks once; whatever goes wrong with the resource is a result, not an exception.</summary>
    Task<ProbeResult> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>What a probe found, in words a person can act on.</summary>
internal readonly record struct ProbeResult(bool IsHealthy, string Description)
{
    public static ProbeResult Healthy(string description) => new(true, description);

    public static ProbeResult Unhealthy(string description) => new(false, description);
}

/// <summary>Attaches a probe to a resource.</summary>
internal sealed record ProbeAnnotation(string Key, IProbe Probe) : IResourceAnnotation;
