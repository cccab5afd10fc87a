namespace PerfMonitor.Ingestion;

/// <summary>Everything this service says. Event ids stay; new ones are added at the end of their group.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Warning, Message = "Partition {Partition}: {Samples} samples were not confirmed by the broker, their senders are told to come again: {Reason}")]
    public static partial void PublishFailed(this ILogger logger, int partition, int samples, string reason);

    [LoggerMessage(EventId = 110, Level = LogLevel.Debug, Message = "Let go of {Series} idle series and {Totals} idle running totals; {Live} series are live")]
    public static partial void IdleSwept(this ILogger logger, int series, int totals, int live);
}
