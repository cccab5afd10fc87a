using System.Net;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web;

/// <summary>Every line this process logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Created the first user '{User}' as admin; its password comes from {Source}.")]
    public static partial void FirstAdminCreated(this ILogger log, string user, string source);

    [LoggerMessage(2, LogLevel.Warning, "The first admin's password has fewer than {Shortest} characters. Change it at POST /api/me/password.")]
    public static partial void FirstPasswordShort(this ILogger log, int shortest);

    [LoggerMessage(3, LogLevel.Warning, "PERFMONITOR_API_KEY is a key that was revoked on {RevokedAt}: it opens nothing. Set a new value to have a key again.")]
    public static partial void EnvironmentKeyRevoked(this ILogger log, DateTimeOffset revokedAt);

    [LoggerMessage(10, LogLevel.Information, "{User} signed in from {Address}.")]
    public static partial void SignedIn(this ILogger log, string user, string address);

    [LoggerMessage(11, LogLevel.Warning, "Sign-in as '{User}' from {Address} failed: wrong user or password.")]
    public static partial void SignInFailed(this ILogger log, string user, string address);

    [LoggerMessage(12, LogLevel.Warning, "Sign-in as '{User}' from {Address} not tried: {Reason}; the next one is taken in {RetryAfter}.")]
    public static partial void SignInThrottled(this ILogger log, string user, IPAddress? address, string reason, TimeSpan retryAfter);

    [LoggerMessage(20, LogLevel.Error, "Audit entry not written: {Actor} {Action} {Target} from {Address}: {Outcome}. {Detail}")]
    public static partial void AuditNotWritten(
        this ILogger log, Exception failure, string actor, string action, string target, string address, AuditOutcome outcome, string detail);

    [LoggerMessage(21, LogLevel.Information, "Deleted {Sessions} sessions that had ended and {Entries} audit entries past their retention.")]
    public static partial void RetentionDone(this ILogger log, int sessions, int entries);

    [LoggerMessage(22, LogLevel.Warning, "Sessions and audit entries past their time were not deleted; the next try is in {Interval}.")]
    public static partial void RetentionFailed(this ILogger log, Exception failure, TimeSpan interval);

    [LoggerMessage(30, LogLevel.Warning, "{Method} {Path} was not answered by {Service}: {Reason}")]
    public static partial void GatewayFailed(this ILogger log, string method, string path, string service, string reason);

    [LoggerMessage(40, LogLevel.Warning, "The overview is stale: {Reason}")]
    public static partial void OverviewStale(this ILogger log, string reason);

    [LoggerMessage(41, LogLevel.Information, "The overview is up to date again after {Duration}.")]
    public static partial void OverviewFresh(this ILogger log, TimeSpan duration);

    [LoggerMessage(42, LogLevel.Warning, "The list of active alerts was not loaded: {Reason} Tried again every {Interval}.")]
    public static partial void AlertsNotLoaded(this ILogger log, string reason, TimeSpan interval);

    [LoggerMessage(44, LogLevel.Critical, "{Reason}")]
    public static partial void AlertingBroken(this ILogger log, string reason);

    [LoggerMessage(45, LogLevel.Information, "Heartbeats come through alerting.")]
    public static partial void AlertingWorks(this ILogger log);

    [LoggerMessage(54, LogLevel.Error, "The mail about the state of alerting was not taken: {Reason} The next try is in {Wait}.")]
    public static partial void WatchdogMailFailed(this ILogger log, string reason, TimeSpan wait);

    [LoggerMessage(55, LogLevel.Warning, "The mail about the state of alerting was refused for some: {Refused}. The others have it.")]
    public static partial void WatchdogMailRefused(this ILogger log, string refused);

    [LoggerMessage(52, LogLevel.Warning, "What people were told about the state of alerting could not be read or written down: {Reason} The next try is in {Wait}.")]
    public static partial void WatchdogForgets(this ILogger log, string reason, TimeSpan wait);

    [LoggerMessage(53, LogLevel.Warning, "When alerting is broken: {Unheard}.")]
    public static partial void WatchdogUnheard(this ILogger log, string unheard);

    [LoggerMessage(43, LogLevel.Warning, "The sign-ins behind WebSocket connections were not checked; the next try is in {Interval}.")]
    public static partial void CredentialsNotChecked(this ILogger log, Exception failure, TimeSpan interval);

    [LoggerMessage(46, LogLevel.Warning, "The status page shows what was known before: {Reason}")]
    public static partial void StatusUnknown(this ILogger log, string reason);

    [LoggerMessage(47, LogLevel.Warning, "The status page shows the maintenance that was known before: {Reason}")]
    public static partial void MaintenanceUnknown(this ILogger log, string reason);

    [LoggerMessage(50, LogLevel.Information, "Backup of the configuration taken: {Items} items in {File}; {Deleted} older ones deleted.")]
    public static partial void BackupTaken(this ILogger log, int items, string file, int deleted);

    [LoggerMessage(51, LogLevel.Warning, "No backup of the configuration was taken: {Reason}. The next try is in {Interval}.")]
    public static partial void BackupNotTaken(this ILogger log, string reason, TimeSpan interval);
}
