using Npgsql;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Accounts;

/// <summary>How a sign-in ended.</summary>
internal abstract record LoginResult
{
    /// <param name="User">Who signed in.</param>
    /// <param name="Token">For the cookie.</param>
    /// <param name="MaximumAge">How long the session lasts, however much it is used.</param>
    internal sealed record Success(User User, string Token, TimeSpan MaximumAge) : LoginResult;

    /// <summary>No such user, wrong password, or disabled: from outside all the same.</summary>
    internal sealed record Wrong : LoginResult;

    /// <summary>Not tried.</summary>
    internal sealed record Throttled(TimeSpan RetryAfter, string Reason) : LoginResult;
}

/// <summary>Signs users in and out.</summary>
internal sealed class Login(
    IUserStore users,
    Sessions sessions,
    PasswordChecks checks,
    Passwords passwords,
    LoginThrottle throttle,
    Auditor auditor,
    TimeProvider time,
    WebMetrics metrics,
    ILogger<Login> log)
{
    public async Task<LoginResult> TryAsync(string name, string password, HttpContext context, CancellationToken cancellation)
    {
        var address = context.Connection.RemoteIpAddress;
        if (throttle.Begin(name, address, out var begun) is { Allowed: false } decision)
            return Throttled(decision.RetryAfter, decision.Reason);

        User? user;
        try
        {
            user = await users.FindByNameAsync(name, cancellation);
        }
        catch (NpgsqlException)
        {
            throttle.Withdraw(begun);
            throw;
        }

        var match = password.Length > AccountRules.LongestPassword
            ? PasswordMatch.Wrong
            : await checks.VerifyAsync(user?.PasswordHash, password, cancellation);
        if (match is null)
        {
            throttle.Withdraw(begun);
            return Throttled(PasswordChecks.RetryAfter, PasswordChecks.Full);
        }

        if (user is null || user.Disabled || match == PasswordMatch.Wrong)
        {
            metrics.Login("wrong");
            log.SignInFailed(Shorten(name), Auditor.AddressOf(context));
            await auditor.RecordAsync(context, Shorten(name), "login", Shorten(name), AuditOutcome.Refused, user switch
            {
                null => "no such user",
                { Disabled: true } => "user is disabled",
                _ => "wrong password",
            });
            return new LoginResult.Wrong();
        }

        throttle.Succeeded(begun);
        var newHash = match == PasswordMatch.RightButWeaklyHashed ? passwords.Hash(password) : null;
        await users.NoteLoginAsync(user.Id, time.GetUtcNow(), newHash, cancellation);
        var (token, maximumAge) = await sessions.BeginAsync(user, Auditor.AddressOf(context), cancellation);
        metrics.Login("success");
        log.SignedIn(user.Name, Auditor.AddressOf(context));
        await auditor.RecordAsync(context, user.Name, "login", user.Name, AuditOutcome.Success, "");
        return new LoginResult.Success(user, token, maximumAge);

        // A metric and a log line, but no audit entry: an attacker could fill the audit log with them.
        LoginResult.Throttled Throttled(TimeSpan retryAfter, string reason)
        {
            metrics.Login("throttled");
            log.SignInThrottled(Shorten(name), address, reason, retryAfter);
            return new LoginResult.Throttled(retryAfter, reason);
        }
    }

    public async Task EndAsync(string token, HttpContext context, CancellationToken cancellation)
    {
        if (await sessions.FindAsync(token, cancellation) is { } signedIn)
            await auditor.RecordAsync(context, signedIn.User.Name, "logout", signedIn.User.Name, AuditOutcome.Success, "");
        await sessions.EndAsync(token, cancellation);
    }

    private static string Shorten(string name) => name.Length <= 64 ? name : name[..64];
}
