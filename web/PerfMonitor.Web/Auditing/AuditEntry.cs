namespace PerfMonitor.Web.Auditing;

/// <summary>How an audited action ended.</summary>
internal enum AuditOutcome
{
    Success,

    /// <summary>Not allowed, or not possible as asked.</summary>
    Refused,

    /// <summary>Something broke.</summary>
    Failed,
}

/// <summary>One thing somebody did.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: a user's name, <c>key:</c> and a key's name, or <c>system</c>.</param>
/// <param name="Action">What, such as <c>login</c>, <c>user.create</c>, <c>POST</c>.</param>
/// <param name="Target">To what: a user, a key, a path.</param>
/// <param name="Address">From where.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">What else is worth knowing; never a secret.</param>
internal sealed record AuditEntry(
    DateTimeOffset At, string Actor, string Action, string Target, string Address, AuditOutcome Outcome, string Detail);

/// <summary>An entry with its place in the log.</summary>
internal sealed record StoredAuditEntry(
    long Id, DateTimeOffset At, string Actor, string Action, string Target, string Address, AuditOutcome Outcome, string Detail);
