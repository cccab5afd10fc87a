using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Webhook;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>webhook_configs</c>.</summary>
internal static class WebhookIntegration
{
    public static IChannelOptions Read(IntegrationReader webhook)
    {
        webhook.Section.Remark("at most 100 alerts are in one message here", "max_alerts");
        webhook.Section.Remark("the limit is Delivery:Timeout", "timeout");
        return new WebhookOptions { Name = webhook.Name, Url = webhook.Secret("url") ?? "", SendResolved = webhook.SendResolved(true) };
    }
}
