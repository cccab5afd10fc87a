using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Accounts;

/// <summary>Changes a user's own password. The current one is asked for, and guessed at as slowly as at sign-in.</summary>
internal sealed class PasswordChange(
    IUserStore users, Sessions sessions, PasswordChecks checks, Passwords passwords, LoginThrottle throttle, Auditor auditor)
{
    /// <returns>On success the new session, which takes the place of all those that ended.</returns>
    public async Task<LoginResult> TryAsync(
        User user, string current, string replacement, HttpContext context, CancellationToken cancellation)
    {
        var address = context.Connection.RemoteIpAddress;
        if (throttle.Begin(user.Name, address, out var begun) is { Allowed: false } decision)
            return new LoginResult.Throttled(decision.RetryAfter, decision.Reason);

        var match = current.Length > AccountRules.LongestPassword
            ? PasswordMatch.Wrong
            : await checks.VerifyAsync(user.PasswordHash, current, cancellation);
        if (match is null)
        {
            throttle.Withdraw(begun);
            return new LoginResult.Throttled(PasswordChecks.RetryAfter, PasswordChecks.Full);
        }

        if (match == PasswordMatch.Wrong)
        {
            await auditor.RecordAsync(context, "password.change", user.Name, AuditOutcome.Refused, "wrong current password");
            return new LoginResult.Wrong();
        }

        throttle.Succeeded(begun);
        await users.ChangeAsync(user.Id, new UserChange(PasswordHash: passwords.Hash(replacement)), cancellation);
        sessions.Forget();
        var (token, maximumAge) = await sessions.BeginAsync(user, Auditor.AddressOf(context), cancellation);
        await auditor.RecordAsync(context, "password.change", user.Name, AuditOutcome.Success);
        return new LoginResult.Success(user, token, maximumAge);
    }
}
