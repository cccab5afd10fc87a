namespace PerfMonitor.LoadTest.Runs;

/// <summary>A load test as a client asks for it.</summary>
internal sealed record RunRequest
{
    /// <summary>What people call it; the label <c>run_name</c> of its series.</summary>
    public string? Name { get; init; }

    /// <summary>The address that is put under load.</summary>
    public string? Url { get; init; }

    /// <summary>The HTTP method. Default GET.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>How many virtual users send requests one after the other. Default 1.</summary>
    public int VirtualUsers { get; init; } = 1;

    /// <summary>How long they do so, in seconds. Default 30.</summary>
    public double DurationSeconds { get; init; } = 30;

    /// <summary>Pause of a virtual user between an answer and its next request, in seconds. Default 0.</summary>
    public double ThinkTimeSeconds { get; init; }

    /// <summary>
    /// Requests per second that the run is to reach; a rule tells where it reaches less than half. Left out: as many as the users send
    /// if answers take no time, where they think between requests; else none.
    /// </summary>
    public double? ExpectedRequestsPerSecond { get; init; }

    /// <summary>How long an answer may take, in seconds. Default 10.</summary>
    public double TimeoutSeconds { get; init; } = 10;
}
