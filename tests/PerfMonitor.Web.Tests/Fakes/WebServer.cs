using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Accounts.Store;
using PerfMonitor.Web.Auditing;
using PerfMonitor.Web.Live.Alerts;
using PerfMonitor.Web.Live.Appraisal;
using PerfMonitor.Web.Live.Prometheus;
using PerfMonitor.Web.Live.Watching;

namespace PerfMonitor.Web.Tests.Fakes;

/// <summary>The whole web process on a port of its own, with memory in place of PostgreSQL.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    public const string AdminPassword = "correct horse battery";
    public const string InternalKey = "an internal key for tests only";

    private readonly WebApplication _app;

    private WebServer(WebApplication app, InMemoryAccounts accounts, InMemoryApiKeys keys, InMemoryAudit audit, StringWriter console, FakePrometheus prometheus, FakeAlertList alerts, FakeAppraiser appraiser)
    {
        _app = app;
        Accounts = accounts;
        Keys = keys;
        Audit = audit;
        Console = console;
        Prometheus = prometheus;
        Alerts = alerts;
        Appraiser = appraiser;
    }

    public InMemoryAccounts Accounts { get; }

    public InMemoryApiKeys Keys { get; }

    public InMemoryAudit Audit { get; }

    public StringWriter Console { get; }

    public FakePrometheus Prometheus { get; }

    public FakeAlertList Alerts { get; }

    public FakeAppraiser Appraiser { get; }

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public static async Task<WebServer> StartAsync(
        Dictionary<string, string?>? settings = null, TimeProvider? time = null, Action<IServiceCollection>? services = null)
    {
        var (accounts, keys, audit, console) = (new InMemoryAccounts(), new InMemoryApiKeys(), new InMemoryAudit(), new StringWriter());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "PerfMonitor.Web", EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Web:Listen"] = "http://127.0.0.1:0",
            ["Internal:Key"] = InternalKey,
            ["PERFMONITOR_ADMIN_PASSWORD"] = AdminPassword,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.AddServiceDefaults();
        builder.AddWeb();

        builder.Services.Replace(ServiceDescriptor.Singleton(new Passwords(iterations: 10)));
        builder.Services.Replace(ServiceDescriptor.Singleton<TextWriter>(console));
        builder.Services.Replace(ServiceDescriptor.Singleton<IUserStore>(accounts));
        builder.Services.Replace(ServiceDescriptor.Singleton<ISessionStore>(accounts));
        builder.Services.Replace(ServiceDescriptor.Singleton<IApiKeyStore>(keys));
        builder.Services.Replace(ServiceDescriptor.Singleton<IAuditStore>(audit));
        builder.Services.Replace(ServiceDescriptor.Singleton<IWatchdogMemory>(new InMemoryWatchdog()));
        var (prometheus, alerts, appraiser) = (new FakePrometheus(), new FakeAlertList(), new FakeAppraiser());
        builder.Services.Replace(ServiceDescriptor.Singleton<IPrometheus>(prometheus));
        builder.Services.Replace(ServiceDescriptor.Singleton<IAlertList>(alerts));
        builder.Services.Replace(ServiceDescriptor.Singleton<IAppraiser>(appraiser));
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseWeb();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WebServer(app, accounts, keys, audit, console, prometheus, alerts, appraiser);
    }

    /// <summary>A client that keeps cookies and says, as our page does, that it made the requests itself.</summary>
    public HttpClient CreateBrowser()
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address };
        browser.DefaultRequestHeaders.Add("X-Requested-With", "PerfMonitor");
        return browser;
    }

    public async Task<HttpClient> SignInAsync(string user = "admin", string password = AdminPassword)
    {
        var browser = CreateBrowser();
        using var answer = await browser.PostAsJsonAsync("/api/login", new { user, password }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return browser;
    }

    /// <summary>A client with a key of that role.</summary>
    public async Task<HttpClient> WithKeyAsync(Role role, KeyScope scope = KeyScope.All)
    {
        var keys = _app.Services.GetRequiredService<ApiKeys>();
        var (_, text) = await keys.CreateAsync($"{role} {scope}", role, scope, null, "test", TestContext.Current.CancellationToken);
        return WithBearer(text);
    }

    public HttpClient WithBearer(string key)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
