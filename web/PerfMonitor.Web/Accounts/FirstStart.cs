using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Auditing;

namespace PerfMonitor.Web.Accounts;

/// <summary>Sees to it that somebody can sign in: makes the first admin, and the admin key from the environment.</summary>
internal sealed class FirstStart(
    IUserStore users,
    ApiKeys keys,
    Passwords passwords,
    IConfiguration configuration,
    Auditor auditor,
    TimeProvider time,
    TextWriter console,
    ILogger<FirstStart> log) : IHostedService
{
    public const string AdminName = "admin";
    private const int ShortestKey = 16;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await CreateAdminAsync(cancellationToken);
        await SetKeyAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateAdminAsync(CancellationToken cancellation)
    {
        if ((await users.ListAsync(cancellation)).Count > 0)
            return;

        var (password, source) = FirstPassword.Choose(configuration);
        var admin = new User(Guid.CreateVersion7(), AdminName, Role.Admin, passwords.Hash(password), false, time.GetUtcNow(), null);
        if (!await users.AddFirstAsync(admin, cancellation))
            return;

        log.FirstAdminCreated(AdminName, source);
        if (password.Length < AccountRules.ShortestPassword)
            log.FirstPasswordShort(AccountRules.ShortestPassword);
        await auditor.RecordSystemAsync("user.create", AdminName, $"first admin, password from {source}");

        // Straight to the console: log lines travel to telemetry stores, where a password has no business.
        if (source == FirstPassword.Generated)
            await console.WriteLineAsync($"First start: sign in as '{AdminName}' with the password {password} (shown this once).");
    }

    private async Task SetKeyAsync(CancellationToken cancellation)
    {
        if (configuration["PERFMONITOR_API_KEY"] is not { Length: > 0 } text)
            return;
        if (text.Length < ShortestKey)
            throw new InvalidOperationException($"PERFMONITOR_API_KEY has {text.Length} characters; it needs at least {ShortestKey}. 'openssl rand -hex 32' makes a good one.");
        var key = await keys.SetEnvironmentKeyAsync(text, cancellation);
        if (key.RevokedAt is { } revokedAt)
            log.EnvironmentKeyRevoked(revokedAt);
    }
}

/// <summary>Where the first admin's password comes from.</summary>
internal static class FirstPassword
{
    public const string Generated = "generation";

    public static (string Password, string Source) Choose(IConfiguration configuration)
    {
        foreach (var key in (ReadOnlySpan<string>)["PERFMONITOR_ADMIN_PASSWORD", "AdminPassword"])
        {
            if (configuration[key] is { Length: > 0 } password)
                return (password, key);
        }

        return (Secret.NewPassword(), Generated);
    }
}
