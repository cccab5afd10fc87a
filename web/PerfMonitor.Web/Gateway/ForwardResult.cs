namespace PerfMonitor.Web.Gateway;

/// <summary>How passing a request on ended.</summary>
internal abstract record ForwardResult
{
    /// <summary>The service's answer went to the client.</summary>
    internal sealed record Answered(int Status) : ForwardResult;

    /// <summary>No answer of the service could be sent: the client gets this status and reason.</summary>
    internal sealed record Failed(int Status, string Reason) : ForwardResult;

    /// <summary>The answer had begun and could not be finished: the connection to the client was cut.</summary>
    internal sealed record BrokenOff(string Reason) : ForwardResult;

    /// <summary>The client did not wait.</summary>
    internal sealed record ClientGone : ForwardResult;
}
