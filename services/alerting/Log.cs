namespace PerfMonitor.Alerting;

/// <summary>Everything this service logs.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, Message = "{Severity} alert {Alert} ({Fingerprint}) fired: {Value}")]
    public static partial void Fired(ILogger logger, LogLevel level, string severity, string alert, string fingerprint, string value);

    [LoggerMessage(2, LogLevel.Information, "Alert {Alert} ({Fingerprint}) resolved: {Reason}")]
    public static partial void Resolved(ILogger logger, string alert, string fingerprint, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{What} waits for PostgreSQL: {Reason}")]
    public static partial void WaitingForDatabase(ILogger logger, string what, string reason);

    [LoggerMessage(4, LogLevel.Information, "Group {Group}: {Channel} is told: {Reason}")]
    public static partial void Notifying(ILogger logger, string group, string channel, string reason);

    [LoggerMessage(5, LogLevel.Error, "Group {Group} could not be worked on and is tried again at {Next}")]
    public static partial void FlushFailed(ILogger logger, Exception exception, string group, DateTimeOffset next);

    [LoggerMessage(6, LogLevel.Information, "Notification {Notification} delivered to {Channel} at attempt {Attempt}")]
    public static partial void Delivered(ILogger logger, Guid notification, string channel, int attempt);

    [LoggerMessage(7, LogLevel.Warning, "Notification {Notification} was not taken by {Channel} at attempt {Attempt}, next at {Next}: {Reason}")]
    public static partial void DeliveryPostponed(ILogger logger, Guid notification, string channel, int attempt, DateTimeOffset? next, string? reason);

    [LoggerMessage(8, LogLevel.Error, "Notification {Notification} to {Channel} is lost ({Status}): {Reason}")]
    public static partial void DeliveryLost(ILogger logger, Guid notification, string channel, string status, string? reason);

    [LoggerMessage(9, LogLevel.Warning, "Notification {Notification} to {Channel}: the lease was over before the attempt was recorded; another attempt under the same id may follow")]
    public static partial void LeaseLost(ILogger logger, Guid notification, string channel);

    [LoggerMessage(10, LogLevel.Error, "{What} failed and goes on in {Pause}")]
    public static partial void LoopFailed(ILogger logger, Exception exception, string what, TimeSpan pause);

    [LoggerMessage(11, LogLevel.Information, "The routing tree has changed: {Count} open alerts have been put into its groups")]
    public static partial void Regrouped(ILogger logger, int count);

    [LoggerMessage(12, LogLevel.Information, "Channel {Channel} ({Kind}) tells {Destination}")]
    public static partial void ChannelReady(ILogger logger, string channel, string kind, string destination);

    [LoggerMessage(13, LogLevel.Warning, "Channel {Channel} ({Kind}) is off: {Reason}")]
    public static partial void ChannelOff(ILogger logger, string channel, string kind, string reason);

    [LoggerMessage(14, LogLevel.Information, "{User} {Action} alert {Alert} ({Fingerprint})")]
    public static partial void Handled(ILogger logger, string user, string action, string alert, string fingerprint);

    [LoggerMessage(15, LogLevel.Information, "Removed {Alerts} alerts, {Notifications} notifications, {Groups} groups and {Silences} silences that were over for longer than {Retention}")]
    public static partial void Pruned(ILogger logger, int alerts, int notifications, int groups, int silences, TimeSpan retention);

    [LoggerMessage(16, LogLevel.Warning, "AlertChanged events wait for the bus: {Reason}")]
    public static partial void PublishingWaits(ILogger logger, string reason);

    [LoggerMessage(17, LogLevel.Warning, "Group {Group} has more than {Most} alerts; the other {Beyond} wait until some have resolved")]
    public static partial void GroupFull(ILogger logger, string group, int most, int beyond);

    [LoggerMessage(18, LogLevel.Error, "Notification {Notification} is lost: {Reason}")]
    public static partial void Unreadable(ILogger logger, Guid notification, string reason);

    [LoggerMessage(19, LogLevel.Information, "Alert {Fingerprint}: {Story}")]
    public static partial void GoesOn(ILogger logger, string fingerprint, string story);

    [LoggerMessage(30, LogLevel.Warning, "What claims to come from {Sender} was refused: {Reason}")]
    public static partial void CallbackRefused(ILogger logger, string sender, string reason);

    [LoggerMessage(31, LogLevel.Warning, "Slack did not take a line for {User}: {Reason}")]
    public static partial void ReplyFailed(ILogger logger, string user, string? reason);

    [LoggerMessage(32, LogLevel.Warning, "{Count} alerts reported over Alertmanager's API were refused: {Most} are open already (Alertmanager:MostAlerts)")]
    public static partial void ReportsRefused(ILogger logger, int count, int most);

    [LoggerMessage(33, LogLevel.Warning, "Routing:AlertmanagerFile, {Remark}")]
    public static partial void FileRemark(ILogger logger, string remark);

    [LoggerMessage(34, LogLevel.Warning, "The silence {Silence} of {User} ({Comment}) has held nothing back for {UselessAfter} and is ended (Silences:UselessAfter)")]
    public static partial void SilenceUseless(ILogger logger, Guid silence, string user, string comment, TimeSpan uselessAfter);

    [LoggerMessage(35, LogLevel.Warning, "Channel {Channel} is held back: {Reason}")]
    public static partial void ChannelLimited(ILogger logger, string channel, string reason);

    [LoggerMessage(36, LogLevel.Error, "Channel {Channel}: {Problem}")]
    public static partial void ChannelProblem(ILogger logger, string channel, string problem);

    [LoggerMessage(37, LogLevel.Warning, "The mail about {Alert} goes without its chart: {Reason}")]
    public static partial void ChartMissing(ILogger logger, string alert, string reason);

    [LoggerMessage(38, LogLevel.Information, "{User} let the configuration be read again; {File} is in use with {Channels} channels")]
    public static partial void Reloaded(ILogger logger, string user, string file, int channels);

    [LoggerMessage(39, LogLevel.Error, "{User} let the configuration be read again; it is refused, and the one before stays: {Reason}")]
    public static partial void ReloadRefused(ILogger logger, string user, string reason);

    [LoggerMessage(40, LogLevel.Warning, "Channel {Channel} is left alone until {Until}, as it asks: {Reason}")]
    public static partial void ChannelPaused(ILogger logger, string channel, DateTimeOffset until, string? reason);

    [LoggerMessage(60, LogLevel.Warning, "No report of another program could be taken for {Away}: the ends of reported alerts are put off by that")]
    public static partial void ReportsPutOff(ILogger logger, TimeSpan away);

    [LoggerMessage(110, LogLevel.Error, "The escalation setting {Name} cannot be read and is left out: {Reason}")]
    public static partial void SettingUnreadable(ILogger logger, string name, string reason);

    [LoggerMessage(111, LogLevel.Warning, "Action {Action} for {Alert} ({Fingerprint}) {State}: {Outcome}")]
    public static partial void Acted(ILogger logger, string action, string alert, string fingerprint, string state, string? outcome);

    [LoggerMessage(113, LogLevel.Warning, "Run {Run} of {Action} was taken up by another process before its outcome was recorded")]
    public static partial void ActedTwice(ILogger logger, Guid run, string action);

    [LoggerMessage(112, LogLevel.Warning, "The post-condition {Condition} cannot be asked: {Reason}")]
    public static partial void PostConditionUnknown(ILogger logger, string condition, string reason);
}
