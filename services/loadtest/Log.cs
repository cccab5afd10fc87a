namespace PerfMonitor.LoadTest;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Load test {Run} '{Name}' starts: {VirtualUsers} virtual users against {Url} for {Duration}")]
    public static partial void Started(this ILogger logger, Guid run, string name, Uri url, int virtualUsers, TimeSpan duration);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Load test {Run} {State}: {Figures}")]
    public static partial void Ended(this ILogger logger, Guid run, string state, string figures);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "A progress record of load test {Run} was not reported: {Reason}")]
    public static partial void ProgressNotReported(this ILogger logger, Guid run, string reason);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "The end of load test {Run} was not stored")]
    public static partial void EndNotStored(this ILogger logger, Guid run, Exception failure);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "{Count} load tests were interrupted: their process died")]
    public static partial void Interrupted(this ILogger logger, int count);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "Looking for interrupted load tests failed, trying again in 10 s: {Reason}")]
    public static partial void StoreAway(this ILogger logger, string reason);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Load test {Run} {Figures}")]
    public static partial void HowFar(this ILogger logger, Guid run, string figures);
}
