using PerfMonitor.Ingestion.Backup;
using PerfMonitor.Ingestion.Hosts;
using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Receiving;
using PerfMonitor.Ingestion.Scraping;
using PerfMonitor.Ingestion.Targets;
using PerfMonitor.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRabbitMQConnectionFactory("bus");
builder.AddPublishing();
builder.Services.AddHostedService<FormerPartitions>();
builder.Services.AddHostedService<RefusalListener>();
builder.AddReceivers();
builder.AddCollectors();
builder.AddTargets();
builder.AddScraping();
builder.Services.AddBackupKind<TargetBackup>();
builder.Services.AddBackupKind<ScrapeBackup>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapReceivers();
app.MapTargets();
app.MapScrapes();
app.MapPrometheusTargets();
app.MapBackup();
app.Run();
