using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web;
using PerfMonitor.Web.Live;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("perfmonitor", resets: false);
builder.AddSchema("web");
builder.AddMessageBus(bus => bus.AddLiveConsumers());
builder.AddWeb();

var app = builder.Build();
app.UseWeb();
app.Run();
