using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Teams;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>msteams_configs</c> and <c>msteamsv2_configs</c>: both get an Adaptive Card, because Microsoft has ended the connectors that took the older kind.</summary>
internal static class TeamsIntegration
{
    public static IChannelOptions Read(IntegrationReader teams)
    {
        teams.Default("title");
        teams.Default("text");

        // What phones showed of the older card; of the newer it is the title.
        teams.Word("summary");
        return new TeamsOptions { Name = teams.Name, WebhookUrl = teams.Secret("webhook_url") ?? "", SendResolved = teams.SendResolved(true) };
    }
}
