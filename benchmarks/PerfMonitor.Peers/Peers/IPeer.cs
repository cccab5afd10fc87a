using PerfMonitor.Peers.Measuring;

namespace PerfMonitor.Peers.Peers;

/// <summary>A server that takes remote-write and answers the Prometheus HTTP API.</summary>
internal interface IPeer : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Where remote-write requests go.</summary>
    Uri WriteAddress { get; }

    /// <summary>Where <c>/api/v1/query</c> and its like are.</summary>
    Uri QueryAddress { get; }

    /// <summary>What a query needs to be let in; null for nothing.</summary>
    string? ApiKey => null;

    /// <summary>What to add to every query so that it is evaluated rather than remembered.</summary>
    string QuerySuffix => "";

    /// <summary>The processes it consists of.</summary>
    ProcessTree Processes { get; }

    /// <summary>Starts it, empty; returns when it takes samples.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Ends every process of it at once with SIGKILL.</summary>
    Task KillAsync(CancellationToken cancellationToken);

    /// <summary>Starts it again after <see cref="KillAsync"/>, on what it kept; returns when it answers.</summary>
    Task RestartAsync(CancellationToken cancellationToken);

    /// <summary>Brings the data into the form in which they stay; returns the bytes they take on disk.</summary>
    Task<long> CompactAsync(CancellationToken cancellationToken);
}
