namespace PerfMonitor.Ingestion.Probing;

/// <summary>Why a probe failed. The text in lower case is a label value.</summary>
internal enum ProbeFailure
{
    /// <summary>The name has no address.</summary>
    Dns,

    /// <summary>No connection to any address.</summary>
    Connect,

    /// <summary>No agreement on encryption, or a certificate that is not trusted.</summary>
    Tls,

    /// <summary>Not done within the target's time.</summary>
    Timeout,

    /// <summary>A status that is not expected.</summary>
    Status,

    /// <summary>The body does not contain the keyword.</summary>
    Keyword,

    /// <summary>Something that is no HTTP, or a connection that broke off.</summary>
    Protocol,
}

/// <summary>How long each part of a probe took; zero for parts that did not happen. Redirects add up.</summary>
internal readonly record struct ProbePhases(TimeSpan Resolve, TimeSpan Connect, TimeSpan Tls, TimeSpan Processing, TimeSpan Transfer)
{
    public IEnumerable<(string Name, TimeSpan Duration)> Named => [("resolve", Resolve), ("connect", Connect), ("tls", Tls), ("processing", Processing), ("transfer", Transfer)];
}

/// <summary>What a probe has found.</summary>
internal sealed record ProbeResult
{
    public required DateTimeOffset FinishedAt { get; init; }

    public required TimeSpan Duration { get; init; }

    public required ProbePhases Phases { get; init; }

    /// <summary>Null where the probe succeeded.</summary>
    public ProbeFailure? Failure { get; init; }

    /// <summary>The failure in words.</summary>
    public string? Detail { get; init; }

    /// <summary>Null where no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Bytes of the body as announced, or as read.</summary>
    public long? ContentLength { get; init; }

    /// <summary>When the first certificate of the server's chain expires.</summary>
    public DateTimeOffset? CertificateExpiry { get; init; }
}
