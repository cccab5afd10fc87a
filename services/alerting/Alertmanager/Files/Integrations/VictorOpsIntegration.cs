using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.VictorOps;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>victorops_configs</c>.</summary>
internal static class VictorOpsIntegration
{
    public static IChannelOptions Read(IntegrationReader victorOps)
    {
        victorOps.Word("message_type", "CRITICAL");
        foreach (var field in (string[])["state_message", "entity_display_name", "monitoring_tool"])
        {
            victorOps.Default(field, field);
        }

        victorOps.Map("custom_fields");
        foreach (var (name, _) in victorOps.Section.Pairs("custom_fields").Where(static field => VictorOpsEvent.OwnFields.Contains(field.Name)))
        {
            victorOps.Section.Refuse("custom_fields", $"'{name}' is a field of the event itself");
        }

        return new VictorOpsOptions
        {
            Name = victorOps.Name,
            BaseUrl = victorOps.Section.Text("api_url") ?? victorOps.Global.VictorOpsUrl,
            ApiKey = victorOps.Secret("api_key") ?? victorOps.Global.VictorOpsKey ?? "",
            RoutingKey = victorOps.Address("routing_key", victorOps.Section.Text("routing_key")),
            SendResolved = victorOps.SendResolved(true),
        };
    }
}
