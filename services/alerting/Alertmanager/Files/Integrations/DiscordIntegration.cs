using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Discord;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>discord_configs</c>.</summary>
internal static class DiscordIntegration
{
    public static IChannelOptions Read(IntegrationReader discord)
    {
        discord.Default("title");
        discord.Default("message");
        discord.Default("content");
        discord.Words("avatar_url");
        return new DiscordOptions
        {
            Name = discord.Name,
            WebhookUrl = discord.Secret("webhook_url") ?? "",
            Username = discord.Section.Text("username") ?? "",
            SendResolved = discord.SendResolved(true),
        };
    }
}
