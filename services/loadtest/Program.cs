using PerfMonitor.LoadTest;
using PerfMonitor.LoadTest.Api;
using PerfMonitor.LoadTest.Publishing;
using PerfMonitor.LoadTest.Runs;
using PerfMonitor.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("perfmonitor", resets: false);
builder.AddSchema("loadtest");
builder.AddInternalHttpClient<SamplesClient>("ingestion");
builder.Services.AddValidatedOptions<LoadTestOptions>("LoadTest");
builder.Services.AddSingleton<RunStore>();
builder.Services.AddSingleton<RunRegistry>();
builder.Services.AddHostedService<AbandonedRuns>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapRuns();
app.Run();
