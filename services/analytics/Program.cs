using PerfMonitor.Analytics;
using PerfMonitor.Analytics.Api;
using PerfMonitor.Analytics.Api.Export;
using PerfMonitor.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("perfmonitor");
builder.AddRedisClient("live");
builder.AddSchema("history");
builder.Services.AddSingleton<AnalyticsMetrics>();
builder.AddHistory();
builder.AddLiveWindows();
builder.AddQueries();
builder.AddRules();
builder.AddSampleConsumers();

var app = builder.Build();
app.UseResponseCompression();
app.MapDefaultEndpoints();
app.MapQueryApi();
app.MapSeriesApi();
app.MapExportApi();
app.MapRuleApi();
app.MapStoredRules();
app.MapBacktest();
app.MapStatusApi();
app.Run();
