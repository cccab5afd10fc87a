using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("perfmonitor");
builder.AddSchema("web");
builder.AddWeb();

var app = builder.Build();
app.UseWeb();
app.Run();
