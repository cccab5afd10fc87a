using PerfMonitor.Analytics.Catalogue;
using PerfMonitor.Analytics.Rules;
using PerfMonitor.TimeSeries;

namespace PerfMonitor.Analytics;

/// <summary>Labels in the form people read; a logger would print a label set as a list.</summary>
internal readonly record struct LabelText(LabelSet Labels)
{
    public override string ToString() => Labels.ToString();
}

/// <summary>Everything this service logs.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Error, Message = "A batch of partition {Partition} ({Bytes} bytes) goes to its error queue: {Reason}")]
    public static partial void BatchCorrupt(this ILogger logger, int partition, int bytes, string reason);

    [LoggerMessage(EventId = 101, Level = LogLevel.Warning, Message = "Series {Id} {Labels} refused: {Reason}")]
    public static partial void SeriesRefused(this ILogger logger, SeriesId id, LabelText labels, Announcement reason);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "{Refused} of {Samples} samples of a batch are not stored: older than their retention (History:RetentionDays, History:Retention), later than {MaxLateness} (History:MaxLateness), or more than {MaxFuture} ahead (History:MaxFuture)")]
    public static partial void SamplesRefused(this ILogger logger, int refused, int samples, TimeSpan maxLateness, TimeSpan maxFuture);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information, Message = "Partition {Partition} is handed over: it is the share of another of {Instances} instances")]
    public static partial void PartitionHandedOver(this ILogger logger, int partition, int instances);

    [LoggerMessage(EventId = 104, Level = LogLevel.Warning, Message = "Instances cannot be told of each other, partitions stay where they are: {Reason}")]
    public static partial void SharingFailed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 105, Level = LogLevel.Warning, Message = "No samples of partition {Partition} are delivered until RabbitMQ answers again: {Reason}")]
    public static partial void PartitionNotRead(this ILogger logger, int partition, string reason);

    [LoggerMessage(EventId = 106, Level = LogLevel.Warning, Message = "A connection to the broker that is no longer used did not close: {Reason}")]
    public static partial void ConnectionNotClosed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 107, Level = LogLevel.Warning, Message = "Stopping without the last group commit: its samples are still on the bus and will be delivered again")]
    public static partial void LeftUnacknowledged(this ILogger logger);

    [LoggerMessage(EventId = 110, Level = LogLevel.Warning, Message = "A group commit of {Chunks} chunks failed and is tried again in {Delay}; {Pending} samples wait in memory, the rest on the bus")]
    public static partial void CommitFailed(this ILogger logger, int chunks, int pending, TimeSpan delay, Exception failure);

    [LoggerMessage(EventId = 111, Level = LogLevel.Information, Message = "Group commits work again after {Outage}")]
    public static partial void CommitRecovered(this ILogger logger, TimeSpan outage);

    [LoggerMessage(EventId = 112, Level = LogLevel.Error, Message = "Chunk of series {Series} starting at {StartMs} ({Bytes} bytes) is left out: {Fault}")]
    public static partial void ChunkCorrupt(this ILogger logger, SeriesId series, long startMs, int bytes, ChunkFault fault);

    [LoggerMessage(EventId = 113, Level = LogLevel.Information, Message = "Partition {Table} created")]
    public static partial void PartitionCreated(this ILogger logger, string table);

    [LoggerMessage(EventId = 114, Level = LogLevel.Information, Message = "Partition {Table} dropped: older than the retention")]
    public static partial void PartitionDropped(this ILogger logger, string table);

    [LoggerMessage(EventId = 115, Level = LogLevel.Warning, Message = "Maintenance of the history (partitions, compaction, retention) failed and is tried again")]
    public static partial void MaintenanceFailed(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 119, Level = LogLevel.Warning, Message = "What has expired of partition {Table} stays until the next sweep, within the hour: {Reason}. Transactions that use the table for long, backups among them, keep it (pg_stat_activity)")]
    public static partial void PartitionNotSwept(this ILogger logger, string table, string reason);

    [LoggerMessage(EventId = 122, Level = LogLevel.Warning, Message = "The size of the history is not measured and is tried again in {Delay}: {Reason}")]
    public static partial void SizeNotMeasured(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 116, Level = LogLevel.Debug, Message = "Merged {Before} chunks of {Table} into {After}")]
    public static partial void ChunksMerged(this ILogger logger, int before, int after, string table);

    [LoggerMessage(EventId = 117, Level = LogLevel.Information, Message = "{Series} series without a sample within the retention left the catalogue")]
    public static partial void SeriesForgotten(this ILogger logger, int series);

    [LoggerMessage(EventId = 118, Level = LogLevel.Information, Message = "{Rows} rows of {Table} from before {Before:u} taken away: their series are not kept for as long as others (History:Retention)")]
    public static partial void RowsExpired(this ILogger logger, long rows, string table, DateTimeOffset before);

    [LoggerMessage(EventId = 160, Level = LogLevel.Information, Message = "Archive {File} written: {Bytes} bytes, {Series} series, {Samples} samples")]
    public static partial void ArchiveWritten(this ILogger logger, string file, long bytes, long series, long samples);

    [LoggerMessage(EventId = 161, Level = LogLevel.Information, Message = "Archive {File} restored: {Series} series, {Samples} samples; {Expired} samples left out as no longer kept, {Refused} series refused")]
    public static partial void ArchiveRestored(this ILogger logger, string file, long series, long samples, long expired, long refused);

    [LoggerMessage(EventId = 162, Level = LogLevel.Warning, Message = "{Task} failed: {Reason}")]
    public static partial void ArchiveTaskFailed(this ILogger logger, string task, string reason, Exception failure);

    [LoggerMessage(EventId = 120, Level = LogLevel.Information, Message = "The catalogue holds {Series} series")]
    public static partial void CatalogueLoaded(this ILogger logger, int series);

    [LoggerMessage(EventId = 121, Level = LogLevel.Warning, Message = "The catalogue could not be read and is tried again in {Delay}: {Reason}")]
    public static partial void CatalogueSyncFailed(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 130, Level = LogLevel.Warning, Message = "Live windows are not written, history goes on: {Reason}")]
    public static partial void RedisAway(this ILogger logger, string reason);

    [LoggerMessage(EventId = 131, Level = LogLevel.Information, Message = "Live windows are written again after {Outage}; {Samples} samples were made up for")]
    public static partial void RedisBack(this ILogger logger, TimeSpan outage, int samples);

    [LoggerMessage(EventId = 132, Level = LogLevel.Warning, Message = "A message of {Bytes} bytes on {Channel} cannot be read: {Reason}")]
    public static partial void LiveMessageCorrupt(this ILogger logger, string channel, int bytes, string reason);

    [LoggerMessage(EventId = 140, Level = LogLevel.Information, Message = "{Rules} rules in {Groups} groups are in force (folder {Folder})")]
    public static partial void RulesLoaded(this ILogger logger, int rules, int groups, string folder);

    [LoggerMessage(EventId = 141, Level = LogLevel.Error, Message = "Rule file {File} is refused, {Consequence} in force: {Errors}")]
    public static partial void RuleFileRefused(this ILogger logger, string file, string consequence, string errors);

    [LoggerMessage(EventId = 143, Level = LogLevel.Information, Message = "This instance evaluates the rules from now on; {Rules} rules have alerts that are pending or firing")]
    public static partial void RuleTermBegan(this ILogger logger, int rules);

    [LoggerMessage(EventId = 144, Level = LogLevel.Warning, Message = "This instance no longer evaluates the rules, their states are kept: {Reason}")]
    public static partial void RuleTermEnded(this ILogger logger, string reason);

    [LoggerMessage(EventId = 145, Level = LogLevel.Information, Message = "Alert {Alert}: {Step}, {Reason}")]
    public static partial void AlertChanged(this ILogger logger, LabelText alert, AlertStep step, string reason);

    [LoggerMessage(EventId = 146, Level = LogLevel.Warning, Message = "Rule {Rule} ({File}:{Line}) fails: {Error}")]
    public static partial void RuleFailed(this ILogger logger, string rule, string file, int line, string error);

    [LoggerMessage(EventId = 147, Level = LogLevel.Information, Message = "Rule {Rule} ({File}:{Line}) can be evaluated again")]
    public static partial void RuleRecovered(this ILogger logger, string rule, string file, int line);

    [LoggerMessage(EventId = 148, Level = LogLevel.Error, Message = "The expression {Expression} ran into a defect of this program")]
    public static partial void RuleDefect(this ILogger logger, string expression, Exception defect);

    [LoggerMessage(EventId = 192, Level = LogLevel.Information, Message = "Rules were not evaluated for {Unwatched}; for alerts that are pending, or kept firing, that time does not count")]
    public static partial void RulesUnwatched(this ILogger logger, TimeSpan unwatched);

    [LoggerMessage(EventId = 149, Level = LogLevel.Information, Message = "{Reason}")]
    public static partial void RulesHeld(this ILogger logger, string reason);

    [LoggerMessage(EventId = 150, Level = LogLevel.Warning, Message = "Alert events could not be published and are tried again in {Delay}: {Reason}")]
    public static partial void OutboxFailed(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 142, Level = LogLevel.Error, Message = "The rules' folder {Folder} cannot be read, the rules in force stay: {Reason}")]
    public static partial void RuleFolderUnreadable(this ILogger logger, string folder, string reason);

    [LoggerMessage(EventId = 193, Level = LogLevel.Warning, Message = "A back-test shows alerts only, alerting did not replay them: {Reason}")]
    public static partial void ReplayFailed(this ILogger logger, string reason);

    [LoggerMessage(EventId = 194, Level = LogLevel.Warning, Message = "Rules written over the API could not be read, those in force stay: {Reason}")]
    public static partial void StoredRulesUnread(this ILogger logger, string reason);

    [LoggerMessage(EventId = 195, Level = LogLevel.Warning, Message = "Ingestion could not be told of the series there is no room for; it is when they come again: {Reason}")]
    public static partial void RefusalsNotSent(this ILogger logger, string reason);

    [LoggerMessage(EventId = 170, Level = LogLevel.Warning, Message = "The answer to {Path} broke off, and its connection was cut: {Reason}")]
    public static partial void AnswerBrokenOff(this ILogger logger, PathString path, string reason);

    [LoggerMessage(EventId = 180, Level = LogLevel.Information, Message = "The baseline 'initial' is taken from {From} to {To}")]
    public static partial void InitialBaselineTaken(this ILogger logger, DateTimeOffset from, DateTimeOffset to);

    [LoggerMessage(EventId = 181, Level = LogLevel.Warning, Message = "The baseline 'initial' cannot be looked for and is tried again in {Delay}: {Reason}")]
    public static partial void InitialBaselineFailed(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 182, Level = LogLevel.Warning, Message = "Objectives are not counted and are tried again in {Delay}: {Reason}")]
    public static partial void ObjectivesNotCounted(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 183, Level = LogLevel.Warning, Message = "Objective {Objective}: {Outcome}")]
    public static partial void ObjectiveCounted(this ILogger logger, string objective, string outcome);

    [LoggerMessage(EventId = 184, Level = LogLevel.Warning, Message = "Outlooks are not kept and are tried again in {Delay}: {Reason}")]
    public static partial void OutlooksNotKept(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 185, Level = LogLevel.Warning, Message = "Outlook {Outlook} cannot be made: {Reason}")]
    public static partial void OutlookFailed(this ILogger logger, string outlook, string reason);

    [LoggerMessage(EventId = 186, Level = LogLevel.Warning, Message = "Watches are not judged and are tried again in {Delay}: {Reason}")]
    public static partial void WatchesNotJudged(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(EventId = 187, Level = LogLevel.Warning, Message = "Watch {Watch}: {Reason}")]
    public static partial void WatchFailed(this ILogger logger, string watch, string reason);

    [LoggerMessage(EventId = 188, Level = LogLevel.Warning, Message = "An anomaly is stored but not announced yet: {Reason}")]
    public static partial void AnomalyNotAnnounced(this ILogger logger, string reason);

    [LoggerMessage(EventId = 189, Level = LogLevel.Warning, Message = "What rules need beside samples cannot be looked after, what was known before counts: {Reason}")]
    public static partial void SourcesUnread(this ILogger logger, string reason);

    [LoggerMessage(EventId = 191, Level = LogLevel.Error, Message = "The rules cannot be evaluated, their states are kept; tried again in {Delay}")]
    public static partial void RuleTermFailed(this ILogger logger, Exception failure, TimeSpan delay);

    [LoggerMessage(EventId = 190, Level = LogLevel.Error, Message = "The work on {Work} failed and is tried again in {Delay}")]
    public static partial void LoneWorkFailed(this ILogger logger, Exception failure, string work, TimeSpan delay);
}
