using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Gateway;

/// <summary>How long the gateway waits for services; section <c>Gateway</c>.</summary>
internal sealed class GatewayOptions
{
    /// <summary>Time for a connection to a service to come up; then 503. 3 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time in which nothing moves in either direction; then 504, or the connection ends when the answer has begun. 60 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ActivityTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Connections to each service at a time; further requests wait for one. 256 by default.</summary>
    [Range(1, 10_000)]
    public int ConnectionsPerService { get; init; } = 256;
}
