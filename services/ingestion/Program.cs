using PerfMonitor.Ingestion.Publishing;
using PerfMonitor.Ingestion.Receiving;
using PerfMonitor.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPublishing();
builder.AddReceivers();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapReceivers();
app.Run();
