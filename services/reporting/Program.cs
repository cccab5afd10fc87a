using PerfMonitor.Reporting;
using PerfMonitor.Reporting.Api;
using PerfMonitor.Reporting.Schedules;
using PerfMonitor.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("perfmonitor");
builder.AddSchema("reporting");
builder.AddMailer();
builder.AddReportData();
builder.AddRenderers();
builder.AddGeneration();
builder.AddRetention();
builder.AddCommands();
builder.AddSchedules();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapReportsApi();
app.MapSchedulesApi();
app.Run();
