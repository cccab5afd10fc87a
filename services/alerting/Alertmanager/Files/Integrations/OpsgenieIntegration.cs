using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Opsgenie;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>opsgenie_configs</c>.</summary>
internal static class OpsgenieIntegration
{
    public static IChannelOptions Read(IntegrationReader opsgenie)
    {
        foreach (var field in (string[])["message", "description", "source"])
        {
            opsgenie.Default(field);
        }

        opsgenie.Words("tags", "note", "priority", "entity", "actions");
        opsgenie.Map("details");
        opsgenie.List("responders", "id", "name", "username", "type");
        opsgenie.List("visible_to", "id", "name", "username", "type");
        return new OpsgenieOptions
        {
            Name = opsgenie.Name,
            BaseUrl = opsgenie.Section.Text("api_url") ?? opsgenie.Global.OpsgenieUrl,
            ApiKey = opsgenie.Secret("api_key") ?? opsgenie.Global.OpsgenieKey ?? "",
            UpdateAlerts = opsgenie.Section.Flag("update_alerts") ?? false,
            SendResolved = opsgenie.SendResolved(true),
        };
    }
}
