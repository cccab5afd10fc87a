namespace PerfMonitor.Contracts;

/// <summary>Command to make one report.</summary>
public sealed record GenerateReport
{
    /// <summary>The report's id, chosen by the sender: a second command with the same id makes no second report.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>The heading of the report.</summary>
    public required string Title { get; init; }

    /// <summary>Start of the period, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the period, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Who asked: a user's name, or the schedule's.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Addresses that receive it as an attachment; none by default.</summary>
    public IReadOnlyList<string> MailTo { get; init; } = [];
}
