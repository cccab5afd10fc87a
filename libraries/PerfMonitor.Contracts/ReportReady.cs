namespace PerfMonitor.Contracts;

/// <summary>A report can be downloaded.</summary>
public sealed record ReportReady
{
    /// <summary>The report's id.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>Start of its period.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of its period.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The size of the PDF in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was finished.</summary>
    public required DateTimeOffset FinishedAt { get; init; }
}
