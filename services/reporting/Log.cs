namespace PerfMonitor.Reporting;

/// <summary>Everything reporting tells its log.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Report {Id} '{Title}' is ready: {Bytes} bytes in {Seconds:0.0} s")]
    public static partial void Ready(ILogger logger, Guid id, string title, int bytes, double seconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Report {Id}: attempt {Attempt} did not succeed: {Reason} The next one is in {Seconds:0} s")]
    public static partial void Retry(ILogger logger, Guid id, int attempt, string reason, double seconds);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "Report {Id} '{Title}' failed: {Reason}")]
    public static partial void Failed(ILogger logger, Guid id, string title, string reason, Exception? failure);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Report {Id}: another process has taken it over; the work of this one is dropped")]
    public static partial void LeaseLost(ILogger logger, Guid id);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "The queue of reports cannot be read: {Reason}")]
    public static partial void QueueUnavailable(ILogger logger, string reason);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "Report {Id} has {Count} different characters the font has no glyph for; they are drawn as replacements. Set Fonts:Folder to fonts that have them")]
    public static partial void MissingGlyphs(ILogger logger, Guid id, int count);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Report {Id} was mailed to {Recipients} recipients; refused: {Refused}")]
    public static partial void Mailed(ILogger logger, Guid id, int recipients, string refused);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning, Message = "Report {Id}: attempt {Attempt} to mail it did not succeed: {Reason}")]
    public static partial void MailRetry(ILogger logger, Guid id, int attempt, string reason);

    [LoggerMessage(EventId = 9, Level = LogLevel.Error, Message = "Report {Id} is not mailed: {Reason}")]
    public static partial void MailFailed(ILogger logger, Guid id, string reason);

    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "Report {Id} is ready but could not be announced: {Reason}")]
    public static partial void AnnounceRetry(ILogger logger, Guid id, string reason);

    [LoggerMessage(EventId = 11, Level = LogLevel.Information, Message = "Fonts of reports: {Regular} and {Bold} from {Folder}")]
    public static partial void FontsLoaded(ILogger logger, string regular, string bold, string folder);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning, Message = "Reports use Helvetica, which has Western European characters only: {Reason}")]
    public static partial void FontsMissing(ILogger logger, string reason);

    [LoggerMessage(EventId = 13, Level = LogLevel.Information, Message = "Schedule {Name} runs at '{Cron}' ({Zone}); next: {Next}")]
    public static partial void Scheduled(ILogger logger, string name, string cron, string zone, DateTimeOffset? next);

    [LoggerMessage(EventId = 14, Level = LogLevel.Information, Message = "Schedule {Name} is no longer configured and was removed")]
    public static partial void Unscheduled(ILogger logger, string name);

    [LoggerMessage(EventId = 15, Level = LogLevel.Information, Message = "Schedule {Name} asked for report {Id} on {From} to {To}")]
    public static partial void ScheduleFired(ILogger logger, string name, Guid id, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(EventId = 16, Level = LogLevel.Warning, Message = "Schedule {Name}: runs since {At} were missed; those longer ago than {CatchUp} (Schedules:CatchUp) are left out")]
    public static partial void ScheduleMissed(ILogger logger, string name, DateTimeOffset at, TimeSpan catchUp);

    [LoggerMessage(EventId = 17, Level = LogLevel.Warning, Message = "Schedule {Name} cannot keep its report yet: {Reason}")]
    public static partial void ScheduleWaits(ILogger logger, string name, string reason);

    [LoggerMessage(EventId = 18, Level = LogLevel.Information, Message = "{Count} reports older than {Age} were deleted")]
    public static partial void Expired(ILogger logger, int count, TimeSpan age);

    [LoggerMessage(EventId = 19, Level = LogLevel.Warning, Message = "{Count} of the oldest reports were deleted because all together exceeded {Bytes} bytes (Retention:LargestTotalBytes)")]
    public static partial void Displaced(ILogger logger, int count, long bytes);

    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "Old reports could not be deleted: {Reason}")]
    public static partial void RetentionFailed(ILogger logger, string reason);

    [LoggerMessage(EventId = 21, Level = LogLevel.Information, Message = "{User} asked for report {Id} on {From} to {To}")]
    public static partial void Requested(ILogger logger, string user, Guid id, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(EventId = 22, Level = LogLevel.Warning, Message = "The command for report {Id} of {User} was refused: {Reason}")]
    public static partial void CommandRefused(ILogger logger, Guid id, string user, string reason);

    [LoggerMessage(EventId = 23, Level = LogLevel.Warning, Message = "{Method} {Path} could not be answered: {Reason}")]
    public static partial void DatabaseAway(ILogger logger, string method, string path, string reason);
}
