using System.ComponentModel.DataAnnotations;
using PerfMonitor.Alerting.Alertmanager.Files;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.Opsgenie;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Pushover;
using PerfMonitor.Alerting.Receivers.RocketChat;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Sms;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Templates;
using PerfMonitor.Alerting.Receivers.VictorOps;
using PerfMonitor.Alerting.Receivers.Webex;
using PerfMonitor.Alerting.Receivers.Webhook;
using PerfMonitor.Alerting.Routing;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Whom notifications go to (section <c>Channels</c>).</summary>
internal sealed class ChannelsOptions : IValidatableObject
{
    /// <summary>The channel <c>email</c>. The mail server itself is the section <c>Smtp</c>.</summary>
    public EmailOptions Email { get; init; } = new();

    /// <summary>The channel <c>slack</c>.</summary>
    public SlackOptions Slack { get; init; } = new();

    /// <summary>Any number of webhooks, each a channel under its own name. Default: none.</summary>
    public IReadOnlyList<WebhookOptions> Webhooks { get; init; } = [];

    /// <summary>Text messages. Default: none.</summary>
    public IReadOnlyList<SmsOptions> Sms { get; init; } = [];

    /// <summary>PagerDuty services. Default: none.</summary>
    public IReadOnlyList<PagerDutyOptions> PagerDuty { get; init; } = [];

    /// <summary>Microsoft Teams workflows. Default: none.</summary>
    public IReadOnlyList<TeamsOptions> Teams { get; init; } = [];

    /// <summary>Discord webhooks. Default: none.</summary>
    public IReadOnlyList<DiscordOptions> Discord { get; init; } = [];

    /// <summary>Telegram chats. Default: none.</summary>
    public IReadOnlyList<TelegramOptions> Telegram { get; init; } = [];

    /// <summary>Slack channels that a bot writes to. Default: none.</summary>
    public IReadOnlyList<SlackBotOptions> SlackBots { get; init; } = [];

    /// <summary>Opsgenie integrations. Default: none.</summary>
    public IReadOnlyList<OpsgenieOptions> Opsgenie { get; init; } = [];

    /// <summary>Splunk On-Call integrations. Default: none.</summary>
    public IReadOnlyList<VictorOpsOptions> VictorOps { get; init; } = [];

    /// <summary>Users and groups of Pushover. Default: none.</summary>
    public IReadOnlyList<PushoverOptions> Pushover { get; init; } = [];

    /// <summary>Webex spaces. Default: none.</summary>
    public IReadOnlyList<WebexOptions> Webex { get; init; } = [];

    /// <summary>Rocket.Chat channels. Default: none.</summary>
    public IReadOnlyList<RocketChatOptions> RocketChat { get; init; } = [];

    /// <summary>Words for messages, by name. Default: none; the built-in ones are called <c>performance-alert</c>.</summary>
    public IReadOnlyDictionary<string, TemplateOptions> Templates { get; init; } = new Dictionary<string, TemplateOptions>();

    /// <summary>Channels that the receivers of Alertmanager's file stand for.</summary>
    internal IReadOnlyList<FileChannel> FromFile { get; set; } = [];

    /// <summary>Every channel, the two that are always there first.</summary>
    public IEnumerable<IChannelOptions> All => Lists.SelectMany(list => list.Options);

    /// <summary>The names routes may use.</summary>
    public IReadOnlyList<string> Names => [.. All.Select(channel => channel.Name)];

    private IEnumerable<(string Key, IReadOnlyList<IChannelOptions> Options)> Lists =>
    [
        (nameof(Email), [Email]), (nameof(Slack), [Slack]), (nameof(Webhooks), Webhooks), (nameof(Sms), Sms), (nameof(PagerDuty), PagerDuty), (nameof(Teams), Teams),
        (nameof(Discord), Discord), (nameof(Telegram), Telegram), (nameof(SlackBots), SlackBots), (nameof(Opsgenie), Opsgenie), (nameof(VictorOps), VictorOps), (nameof(Pushover), Pushover), (nameof(Webex), Webex), (nameof(RocketChat), RocketChat),
        (nameof(RoutingOptions.AlertmanagerFile), FromFile),
    ];

    /// <summary>The same with the channels of another file.</summary>
    public ChannelsOptions With(IReadOnlyList<FileChannel> fromFile)
    {
        var other = (ChannelsOptions)MemberwiseClone();
        other.FromFile = fromFile;
        return other;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var names = new HashSet<string>();
        foreach (var (list, index, channel) in Lists.SelectMany(list => list.Options.Select((channel, index) => (list.Key, index, channel))))
        {
            var isOnly = list is nameof(Email) or nameof(Slack);
            var place = isOnly ? list : $"{list}:{index}";
            foreach (var (key, message) in (isOnly ? [] : ChannelName.Refuse(channel.Name)).Concat(channel.Validate()))
            {
                yield return new(message, [$"{place}:{key}"]);
            }

            if (channel.Template != Wording.BuiltIn && !Templates.ContainsKey(channel.Template))
            {
                yield return new($"'{channel.Template}' is not in Channels:Templates.", [$"{place}:Template"]);
            }

            if (!names.Add(channel.Name))
            {
                yield return new($"'{channel.Name}' is the name of another channel already; give each a Name of its own.", [$"{place}:Name"]);
            }
        }
    }
}
