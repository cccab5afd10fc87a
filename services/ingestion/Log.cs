namespace PerfMonitor.Ingestion;

/// <summary>Everything this service says. Event ids stay; new ones are added at the end of their group.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Warning, Message = "Partition {Partition}: {Samples} samples were not confirmed by the broker, their senders are told to come again: {Reason}")]
    public static partial void PublishFailed(this ILogger logger, int partition, int samples, string reason);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "A connection to the broker that is no longer used did not close: {Reason}")]
    public static partial void LinkNotClosed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information, Message = "{Batches} batches moved from {Queue}, which carries no samples any more")]
    public static partial void FormerPartitionMoved(this ILogger logger, int batches, string queue);

    [LoggerMessage(EventId = 104, Level = LogLevel.Warning, Message = "Another instance reads {Queue}, or writes to it, as if it still carried samples: give all instances of ingestion and analytics the same version and the same Bus:Partitions")]
    public static partial void FormerPartitionInUse(this ILogger logger, string queue);

    [LoggerMessage(EventId = 105, Level = LogLevel.Warning, Message = "Batches in queues that carry no samples any more could not be moved, trying again: {Reason}")]
    public static partial void FormerPartitionsNotMoved(this ILogger logger, string reason);

    [LoggerMessage(EventId = 106, Level = LogLevel.Warning, Message = "The history has no room for {Series} series and perhaps more: their samples are refused for {Period}. Raise History:MaxSeries of analytics, or look for a label with ids or times in it")]
    public static partial void SeriesRefusedByHistory(this ILogger logger, int series, TimeSpan period);

    [LoggerMessage(EventId = 107, Level = LogLevel.Warning, Message = "Analytics cannot be heard on the series it refuses, trying again: {Reason}")]
    public static partial void RefusalsNotHeard(this ILogger logger, string reason);

    [LoggerMessage(EventId = 110, Level = LogLevel.Debug, Message = "Let go of {Series} idle series and {Totals} idle running totals; {Live} series are live")]
    public static partial void IdleSwept(this ILogger logger, int series, int totals, int live);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "{Samples} samples of our own collectors were dropped, the oldest first, because the broker was away for too long")]
    public static partial void OwnSamplesDropped(this ILogger logger, long samples);

    [LoggerMessage(EventId = 120, Level = LogLevel.Warning, Message = "This machine does not show {Missing}")]
    public static partial void HostFiguresMissing(this ILogger logger, string missing);

    [LoggerMessage(EventId = 121, Level = LogLevel.Warning, Message = "The machine's figures could not be read this time: {Reason}")]
    public static partial void HostReadingFailed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 130, Level = LogLevel.Information, Message = "{Count} targets are provided by {File}")]
    public static partial void TargetsProvided(this ILogger logger, int count, string file);

    [LoggerMessage(EventId = 131, Level = LogLevel.Error, Message = "The targets file is wrong, what it got right is used: {Error}")]
    public static partial void TargetFileWrong(this ILogger logger, string error);

    [LoggerMessage(EventId = 132, Level = LogLevel.Warning, Message = "The provided targets could not be stored, trying again: {Reason}")]
    public static partial void TargetsNotStored(this ILogger logger, string reason);

    [LoggerMessage(EventId = 133, Level = LogLevel.Warning, Message = "The targets could not be read, those known so far are probed on: {Reason}")]
    public static partial void TargetsNotRead(this ILogger logger, string reason);

    [LoggerMessage(EventId = 134, Level = LogLevel.Debug, Message = "Probe of {Target} failed ({Failure}): {Detail}")]
    public static partial void ProbeFailed(this ILogger logger, string target, Probing.ProbeFailure failure, string? detail);

    [LoggerMessage(EventId = 140, Level = LogLevel.Warning, Message = "The scrape of {Url} (job {Job}) fails: {Reason}")]
    public static partial void ScrapeFails(this ILogger logger, Uri url, string job, string reason);

    [LoggerMessage(EventId = 141, Level = LogLevel.Information, Message = "The scrape of {Url} (job {Job}) works again")]
    public static partial void ScrapeWorksAgain(this ILogger logger, Uri url, string job);

    [LoggerMessage(EventId = 142, Level = LogLevel.Warning, Message = "The scrape of {Url} (job {Job}) brings what is not taken: {Refusals}")]
    public static partial void ScrapeRefused(this ILogger logger, Uri url, string job, string refusals);

    [LoggerMessage(EventId = 143, Level = LogLevel.Warning, Message = "{Targets} targets are not scraped, because no more than {Maximum} may be (Scrapes:MaximumTargets)")]
    public static partial void ScrapeTargetsLeft(this ILogger logger, int targets, int maximum);

    [LoggerMessage(EventId = 144, Level = LogLevel.Warning, Message = "The scrape jobs could not be read, those known so far are scraped on: {Reason}")]
    public static partial void ScrapesNotRead(this ILogger logger, string reason);

    [LoggerMessage(EventId = 145, Level = LogLevel.Error, Message = "A look at {Target} broke off; the next one is tried all the same")]
    public static partial void LookBroke(this ILogger logger, Exception failure, string target);

    [LoggerMessage(EventId = 146, Level = LogLevel.Information, Message = "{Count} scrape jobs are provided by {File}")]
    public static partial void ScrapesProvided(this ILogger logger, int count, string file);

    [LoggerMessage(EventId = 147, Level = LogLevel.Error, Message = "The file of scrape jobs is wrong, what it got right is used: {Error}")]
    public static partial void ScrapeFileWrong(this ILogger logger, string error);

    [LoggerMessage(EventId = 148, Level = LogLevel.Warning, Message = "The provided scrape jobs could not be stored, trying again: {Reason}")]
    public static partial void ScrapesNotStored(this ILogger logger, string reason);

    [LoggerMessage(EventId = 149, Level = LogLevel.Warning, Message = "{Facts} types, units and help texts of metrics are left out: no more than {Maximum} metrics are described, with names of 1 to {Length} letters")]
    public static partial void DescriptionsLeft(this ILogger logger, long facts, int maximum, int length);
}
