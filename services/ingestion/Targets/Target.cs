namespace PerfMonitor.Ingestion.Targets;

/// <summary>Who a target comes from, and so who may change it.</summary>
internal enum TargetOrigin
{
    Api,
    File,
    Builtin,
}

/// <summary>Something whose availability is probed.</summary>
internal sealed record Target
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required Uri Url { get; init; }

    /// <summary><c>web</c>, <c>api</c> or <c>backend</c>.</summary>
    public required string Kind { get; init; }

    public required TimeSpan Interval { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>Request headers by name; see <see cref="SecretHeaders"/> for those never shown.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required StatusSet ExpectedStatus { get; init; }

    /// <summary>What the body has to contain; null for nothing.</summary>
    public required string? Keyword { get; init; }

    public required bool FollowRedirects { get; init; }

    public required bool AllowInvalidCertificate { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required bool Enabled { get; init; }

    public required TargetOrigin Origin { get; init; }

    /// <summary>Whether the other is probed in the same way, so that a running probe need not be restarted.</summary>
    public bool ProbesAs(Target other) =>
        Id == other.Id && Name == other.Name && Url == other.Url && Kind == other.Kind && Interval == other.Interval && Timeout == other.Timeout && Method == other.Method
        && ExpectedStatus == other.ExpectedStatus && Keyword == other.Keyword && FollowRedirects == other.FollowRedirects && AllowInvalidCertificate == other.AllowInvalidCertificate
        && Headers.Count == other.Headers.Count && Headers.All(header => other.Headers.TryGetValue(header.Key, out var value) && value == header.Value);
}
