using System.ComponentModel.DataAnnotations;

namespace PerfMonitor.Web.Live;

/// <summary>Bounds and rhythm of the WebSocket; section <c>Live</c>.</summary>
internal sealed class LiveOptions
{
    /// <summary>Time between frames. 1 second by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:01:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Clients at a time; further ones get 503. 1,000 by default.</summary>
    [Range(1, 100_000)]
    public int MaximumClients { get; init; } = 1_000;

    /// <summary>Queries one client may follow. 20 by default.</summary>
    [Range(0, 1_000)]
    public int QueriesPerClient { get; init; } = 20;

    /// <summary>Different queries that are followed in all. 200 by default.</summary>
    [Range(0, 10_000)]
    public int Queries { get; init; } = 200;

    /// <summary>Characters of one query. 4,096 by default.</summary>
    [Range(16, 65_536)]
    public int QueryLength { get; init; } = 4_096;

    /// <summary>Time between pings to a client; one that does not answer within as long again is dropped. 15 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A client that does not take one frame within this time is dropped. 10 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is checked that the sign-ins behind open connections still hold. 15 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CredentialCheckInterval { get; init; } = TimeSpan.FromSeconds(15);
}
