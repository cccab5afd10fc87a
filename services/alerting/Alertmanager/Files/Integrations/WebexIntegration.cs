using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Webex;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>webex_configs</c>, whose token stands in <c>http_config.authorization</c>.</summary>
internal static class WebexIntegration
{
    public static IChannelOptions Read(IntegrationReader webex)
    {
        webex.Default("message");
        return new WebexOptions
        {
            Name = webex.Name,
            ApiUrl = webex.Section.Text("api_url") ?? webex.Global.WebexUrl,
            RoomId = webex.Address("room_id", webex.Section.Text("room_id")),
            Token = webex.BearerToken(),
            SendResolved = webex.SendResolved(true),
        };
    }
}
