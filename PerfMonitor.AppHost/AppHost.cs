using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);

// Secrets: PERFMONITOR_ADMIN_PASSWORD and PERFMONITOR_API_KEY count at the first start; what is not given is generated and kept.
if (builder.Configuration["PERFMONITOR_ADMIN_PASSWORD"] is { Length: > 0 } givenPassword)
{
    builder.Configuration["Parameters:admin-password"] = givenPassword;
}

var internalKey = builder.AddParameter("internal-key", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);
var adminPassword = builder.AddParameter("admin-password", new GenerateParameterDefault { MinLength = 16, Special = false }, secret: true, persist: true)
    .WithDescription("Log in on the web page as admin with the password");
var apiKey = builder.AddParameter("api-key", () => builder.Configuration["PERFMONITOR_API_KEY"] ?? "", secret: true);

// Servers
var bus = builder.AddRabbitMQ("bus").WithDataVolume();
var live = builder.AddRedis("live").WithDataVolume().WithPersistence();
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var database = postgres.AddDatabase("perfmonitor");

// The development inbox: takes the mails and messages that no real receiver is configured for.
var inbox = builder.AddExecutable("inbox", "node", "../web/inbox", "dist/main.js")
    .WithHttpEndpoint(port: Port("inbox", 8025), env: "HTTP_PORT", isProxied: false)
    .WithEndpoint(port: Port("smtp", 1025), scheme: "smtp", name: "smtp", env: "SMTP_PORT", isProxied: false)
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Inbox: every mail, Slack and webhook message");

// Services, in the order samples pass them; without Aspire's proxy, which would be one more process on the way of every query
var ingestion = builder.AddProject<Projects.PerfMonitor_Ingestion>("ingestion")
    .WithHttpEndpoint(port: Port("ingestion", 4318), isProxied: false)
    .WithReference(bus).WaitFor(bus).WithReference(database).WaitFor(database)
    .WithEnvironment("Targets__File", FullPath("Targets:File", "../config/targets.json")).WithEnvironment("Scrapes__File", FullPath("Scrapes:File", "../config/scrape.json"))
    .WithUrlForEndpoint("http", url => url.DisplayText = "Receives OTLP (/v1/metrics), remote write (/api/v1/write) and JSON (/api/v1/samples)");

var analytics = builder.AddProject<Projects.PerfMonitor_Analytics>("analytics")
    .WithHttpEndpoint(port: Port("analytics", 4331), isProxied: false)
    .WithReference(bus).WaitFor(bus).WithReference(live).WaitFor(live).WithReference(database).WaitFor(database)
    .WithEnvironment("Rules__Folder", FullPath("Rules:Folder", "../config/rules"));

var alerting = builder.AddProject<Projects.PerfMonitor_Alerting>("alerting")
    .WithHttpEndpoint(port: Port("alerting", 4332), isProxied: false)
    .WithReference(bus).WaitFor(bus).WithReference(database).WaitFor(database);

var reporting = builder.AddProject<Projects.PerfMonitor_Reporting>("reporting")
    .WithHttpEndpoint(port: Port("reporting", 4333), isProxied: false)
    .WithReference(bus).WaitFor(bus).WithReference(database).WaitFor(database)
    .WithReference(ingestion).WithReference(analytics).WithReference(alerting);

var loadtest = builder.AddProject<Projects.PerfMonitor_LoadTest>("loadtest")
    .WithHttpEndpoint(port: Port("loadtest", 4334), isProxied: false)
    .WithReference(database).WaitFor(database).WithReference(ingestion);

// The page, the gateway to every API, and the only door for people
var web = builder.AddProject<Projects.PerfMonitor_Web>("web")
    .WithHttpEndpoint(port: Port("web", 3000), isProxied: false)
    .WithExternalHttpEndpoints()
    .WithReference(bus).WaitFor(bus).WithReference(database).WaitFor(database)
    .WithReference(ingestion).WithReference(analytics).WithReference(alerting).WithReference(reporting).WithReference(loadtest)
    .WithEnvironment("PERFMONITOR_ADMIN_PASSWORD", adminPassword).WithEnvironment("PERFMONITOR_API_KEY", apiKey)
    .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ("/dashboard", $"The page: overview, targets, alerts, reports; its WebSocket: {url.Url.Replace("http", "ws", StringComparison.Ordinal)}/ws"));

ingestion.WithReference(web);
analytics.WithReference(alerting);
alerting.WithReference(ingestion).WithReference(analytics).WithReference(reporting).WithReference(loadtest).WithReference(web);
foreach (var service in (IResourceBuilder<ProjectResource>[])[ingestion, analytics, alerting, reporting, loadtest, web])
{
    service.WithHttpHealthCheck("/health/ready").WithEnvironment("Internal__Key", internalKey)
        .WithEnvironment("DOTNET_EnableWriteXorExecute", "0") // Else each method is mapped twice: docs/performance.md, "The compiler".
        .WithEnvironment("Self__Url", web.GetEndpoint("http"))
        .WithEnvironment("Telemetry__Self", ingestion.GetEndpoint("http"));
}

var (smtp, http) = (inbox.GetEndpoint("smtp"), inbox.GetEndpoint("http"));
foreach (var sender in (IResourceBuilder<ProjectResource>[])[alerting, reporting, web])
{
    Forward(sender, "Smtp", ("Host", ReferenceExpression.Create($"{smtp.Property(EndpointProperty.Host)}")), ("Port", ReferenceExpression.Create($"{smtp.Property(EndpointProperty.Port)}")));
    Forward(sender, "Slack", ("WebhookUrl", ReferenceExpression.Create($"{http}/slack/perfmonitor")));
}

Array.ForEach(["Admission", "Bus", "Host", "Otlp", "Publishing", "Receivers", "Scrapes", "Targets"], section => Forward(ingestion, section));
Array.ForEach(["Archive", "Baselines", "Bus", "Business", "Detection", "Explain", "Forecast", "History", "Live", "Query", "Rules", "Scores"], section => Forward(analytics, section));
Array.ForEach(["Actions", "Alertmanager", "Alerts", "Channels", "Delivery", "Heartbeat", "Page", "Routing", "Silences"], section => Forward(alerting, section));
Array.ForEach(["Fonts", "Generation", "Reporting", "Retention", "Schedules"], section => Forward(reporting, section));
Array.ForEach(["Audit", "Backup", "Cors", "Gateway", "Live", "LoginThrottle", "Page", "Sessions", "StatusPage", "Watchdog", "Web"], section => Forward(web, section));
Forward(web, "Channels:Email:Recipients"); // To whom it says that alerting is broken.
Forward(loadtest, "LoadTest");

builder.Build().Run();

string FullPath(string setting, string usual) => Path.GetFullPath(builder.Configuration[setting] ?? usual, builder.AppHostDirectory);
int Port(string name, int usual) => builder.Configuration.GetValue($"Ports:{name}", usual);

// A section set for the AppHost reaches the service as it is, but files and folders from here; without one the service sends to the inbox.
void Forward(IResourceBuilder<ProjectResource> service, string section, params (string Key, ReferenceExpression Value)[] toInbox)
{
    var given = builder.Configuration.GetSection(section).AsEnumerable().Where(setting => setting.Value is not null).ToArray();
    Array.ForEach(given, setting => service.WithEnvironment(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Key is "Scrapes:File" or "Targets:File" or "Rules:Folder" or "Archive:Folder" or "Backup:Folder" or "Page:Root" ? FullPath(setting.Key, "") : setting.Value));
    Array.ForEach(given.Length == 0 ? toInbox : [], setting => service.WithEnvironment($"{section}__{setting.Key}", setting.Value));
}
