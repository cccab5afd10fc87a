using PerfMonitor.ServiceDefaults;
using PerfMonitor.Web.Accounts;
using PerfMonitor.Web.Backup;
using PerfMonitor.Web.Edge;
using PerfMonitor.Web.Gateway;
using PerfMonitor.Web.Live;
using PerfMonitor.Web.Live.Watching;
using PerfMonitor.Web.Page;
using PerfMonitor.Web.StatusPage;

namespace PerfMonitor.Web;

/// <summary>The parts of this process and the order in which they see a request.</summary>
internal static class WebSetup
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.AddEdge();
        builder.AddAccounts();
        builder.AddGateway();
        builder.AddBackup();
        builder.AddLive();
        builder.AddWatching();
        builder.AddStatusPage();
        builder.AddPage();
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseEdge();
        app.UsePage();
        app.MapDefaultEndpoints();
        app.MapPrometheusHealth();
        app.UseForgeryCheck();
        app.UseWebSockets();
        app.MapAccounts();
        app.MapBackupApi();
        app.MapGateway();
        app.MapLive();
        app.MapWatching();
        app.MapStatusPage();
    }
}
