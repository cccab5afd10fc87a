using System.Text.Json.Serialization;
using PerfMonitor.Alerting.Actions;
using PerfMonitor.Alerting.Alertmanager;
using PerfMonitor.Alerting.Api;
using PerfMonitor.Alerting.Backup;
using PerfMonitor.Alerting.Escalation;
using PerfMonitor.Alerting.Flushing;
using PerfMonitor.Alerting.Heartbeats;
using PerfMonitor.Alerting.Intake;
using PerfMonitor.Alerting.Life;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();

// Silences and notes are small; nothing larger is read.
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1024 * 1024);
builder.AddNpgsqlDataSource("perfmonitor", resets: false);
builder.AddSchema("alerting");
builder.AddMessageBus(bus => bus.AddConsumer<AlertEventsConsumer>(typeof(AlertEventsConsumerDefinition)));
builder.AddReceivers();
builder.AddPipeline();
builder.AddHeartbeat();
builder.AddLife();
builder.AddEscalation();
builder.AddActions();
builder.AddAlertmanager();
builder.Services.AddBackupKinds();
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
    json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
});

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapAlerts();
app.MapAcknowledgeMany();
app.MapReplay();
app.MapPath();
app.MapLife();
app.MapEscalation();
app.MapActions();
app.MapSilences();
app.MapMaintenance();
app.MapMaintenanceLookup();
app.MapChannels();
app.MapDeliveries();
app.MapSlackInteractivity();
app.MapSmsStatus();
app.MapRouting();
app.MapReload();
app.MapAlertmanager();
app.MapBackup();
app.Run();
