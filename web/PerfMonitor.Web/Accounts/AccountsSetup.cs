using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts.Api;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Auditing;
using PerfMonitor.Web.Authentication;

namespace PerfMonitor.Web.Accounts;

/// <summary>Users, sessions, keys and the audit log.</summary>
internal static class AccountsSetup
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<SessionOptions>("Sessions");
        services.AddValidatedOptions<LoginThrottleOptions>("LoginThrottle");
        services.AddValidatedOptions<AuditOptions>("Audit");
        services.AddValidatedOptions<OriginOptions>("Cors");

        services.AddSingleton<WebMetrics>();
        services.AddSingleton<IUserStore, PostgresUserStore>();
        services.AddSingleton<ISessionStore, PostgresSessionStore>();
        services.AddSingleton<IApiKeyStore, PostgresApiKeyStore>();
        services.AddSingleton<IAuditStore, PostgresAuditStore>();

        services.AddSingleton(new Passwords());
        services.AddSingleton(Console.Out);
        services.AddSingleton<PasswordChecks>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Auditor>();
        services.AddSingleton<Login>();
        services.AddSingleton<PasswordChange>();
        services.AddSingleton<Credentials>();
        services.AddHostedService<FirstStart>();
        services.AddHostedService<Retention>();

        services.AddDefaultAuthenticationScheme<CallerAuthentication>(CallerAuthentication.SchemeName);
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapLoginApi();
        routes.MapMeApi();
        routes.MapUsersApi();
        routes.MapApiKeysApi();
        routes.MapAuditApi();
        routes.MapKeyVerificationApi();
    }
}
