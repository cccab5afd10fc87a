using PerfMonitor.Alerting.Alertmanager.Files.Integrations;
using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>A kind of integration that a receiver of the file may have.</summary>
/// <param name="Field">What its list is called.</param>
/// <param name="Read">Makes a channel of one.</param>
internal sealed record Integration(string Field, Func<IntegrationReader, IChannelOptions> Read)
{
    /// <summary>Whether it is reached over HTTP.</summary>
    public bool OverHttp { get; init; } = true;

    /// <summary>What its default templates, and channels beside others, are called by.</summary>
    public string Kind => Field.Split('_')[0];

    /// <summary>All there are, in the order in which a receiver's channels are made.</summary>
    public static IReadOnlyList<Integration> All { get; } =
    [
        new("webhook_configs", WebhookIntegration.Read),
        new("email_configs", EmailIntegration.Read) { OverHttp = false },
        new("slack_configs", SlackIntegration.Read),
        new("pagerduty_configs", PagerDutyIntegration.Read),
        new("msteams_configs", TeamsIntegration.Read),
        new("msteamsv2_configs", TeamsIntegration.Read),
        new("telegram_configs", TelegramIntegration.Read),
        new("discord_configs", DiscordIntegration.Read),
        new("opsgenie_configs", OpsgenieIntegration.Read),
        new("victorops_configs", VictorOpsIntegration.Read),
        new("pushover_configs", PushoverIntegration.Read),
        new("webex_configs", WebexIntegration.Read),
        new("rocketchat_configs", RocketChatIntegration.Read),
    ];

    /// <summary>Those Alertmanager has and we have not.</summary>
    public static IReadOnlyList<string> Foreign { get; } = ["sns_configs", "wechat_configs", "jira_configs", "mattermost_configs", "incidentio_configs"];
}
