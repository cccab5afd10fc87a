using System.Text.RegularExpressions;
using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Discord;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Alerting.Receivers.PagerDuty;
using PerfMonitor.Alerting.Receivers.Slack;
using PerfMonitor.Alerting.Receivers.SlackBot;
using PerfMonitor.Alerting.Receivers.Teams;
using PerfMonitor.Alerting.Receivers.Telegram;
using PerfMonitor.Alerting.Receivers.Webhook;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>The part of the file that says how people are told: each integration of a receiver becomes a channel.</summary>
internal sealed partial class ReceiverTranslation(GlobalSettings global, SecretReader secrets)
{
    private const string OwnWording = "our own wording goes out instead; it is not taken over";
    private const string NoSuchChannel = "there is no such channel here; use one of webhook_configs, email_configs, slack_configs, pagerduty_configs, msteams_configs, msteamsv2_configs, telegram_configs, discord_configs";

    // The two that are always there keep theirs.
    private readonly HashSet<string> _names = [EmailReceiver.ChannelName, SlackReceiver.ChannelName];

    /// <summary>The channels, and which of them each receiver stands for.</summary>
    public (IReadOnlyList<IChannelOptions> Channels, IReadOnlyDictionary<string, IReadOnlyList<string>> Receivers) Translate(YamlSection file)
    {
        var channels = new List<IChannelOptions>();
        var receivers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var receiver in file.Sections("receivers"))
        {
            var own = Channels(receiver).ToList();
            channels.AddRange(own);
            var name = receiver.Text("name");
            if (name is null || !receivers.TryAdd(name, own.Select(channel => channel.Name).ToList()))
            {
                receiver.Refuse("name", name is null ? "is missing" : $"'{name}' is used twice");
            }

            receiver.RefuseRest();
        }

        return (channels, receivers);
    }

    private IEnumerable<IChannelOptions> Channels(YamlSection receiver)
    {
        foreach (var (field, read) in ((string, Func<YamlSection, string, IChannelOptions>)[])
        [
            ("webhook_configs", Webhook), ("email_configs", Email), ("slack_configs", Slack), ("pagerduty_configs", PagerDuty),
            ("msteams_configs", Teams), ("msteamsv2_configs", Teams), ("telegram_configs", Telegram), ("discord_configs", Discord),
        ])
        {
            foreach (var section in receiver.Sections(field))
            {
                var channel = read(section, Name(receiver.Text("name") ?? "", field.Split('_')[0]));
                section.RefuseRest();
                foreach (var (key, message) in channel.Validate())
                {
                    section.Refuse(Words().Replace(key, "_$1").ToLowerInvariant(), message.TrimEnd('.'));
                }

                yield return channel;
            }
        }

        foreach (var field in (string[])["opsgenie_configs", "victorops_configs", "pushover_configs", "sns_configs", "wechat_configs", "webex_configs", "jira_configs", "rocketchat_configs", "mattermost_configs", "incidentio_configs"])
        {
            if (receiver.Has(field))
            {
                receiver.Refuse(field, NoSuchChannel);
            }
        }
    }

    private WebhookOptions Webhook(YamlSection section, string name)
    {
        section.Remark("at most 100 alerts are in one message here", "max_alerts");
        section.Remark("the limit is Delivery:Timeout", "timeout");
        return new WebhookOptions
        {
            Name = name,
            Url = secrets.Read(section, "url") ?? "",
            Headers = Http(section) is { } authorization ? new Dictionary<string, string> { ["Authorization"] = authorization } : new Dictionary<string, string>(),
            SendResolved = section.Flag("send_resolved") ?? true,
        };
    }

    private EmailOptions Email(YamlSection section, string name)
    {
        section.Remark(OwnWording, "headers", "html", "text");
        section.PassOver("hello", "threading");
        var recipients = (section.Text("to") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (recipients.Length == 0)
        {
            section.Refuse("to", "is missing; nobody would be told");
        }

        return new EmailOptions
        {
            Name = name,
            Recipients = recipients,
            Server = global.Mail(section, secrets),
            SendResolved = section.Flag("send_resolved") ?? false,
        };
    }

    private IChannelOptions Slack(YamlSection section, string name)
    {
        section.Remark(
            OwnWording,
            "title", "title_link", "text", "pretext", "fallback", "color", "fields", "footer", "short_fields", "mrkdwn_in", "callback_id", "actions", "icon_emoji", "icon_url", "image_url", "thumb_url", "link_names");
        section.Remark("the limit is Delivery:Timeout", "timeout");
        var (url, token) = (secrets.Read(section, "api_url") ?? global.SlackUrl ?? "", Http(section));
        if (url.Length == 0)
        {
            section.Refuse("api_url", "is missing, and global has no slack_api_url either");
        }

        var (channel, resolved) = (section.Text("channel") ?? "", section.Flag("send_resolved") ?? false);

        // Alertmanager posts with a bot's token to the method itself.
        const string method = "/chat.postMessage";
        return url.EndsWith(method, StringComparison.Ordinal)
            ? new SlackBotOptions { Name = name, BaseUrl = url[..^method.Length], Token = token?["Bearer ".Length..] ?? "", Channel = channel, SendResolved = resolved }
            : new SlackOptions { Name = name, WebhookUrl = url, Channel = channel, Username = section.Text("username") ?? "", SendResolved = resolved };
    }

    private PagerDutyOptions PagerDuty(YamlSection section, string name)
    {
        section.Remark(OwnWording, "description", "details", "client", "client_url", "severity", "class", "component", "group", "source", "images", "links");
        section.Remark("the limit is Delivery:Timeout", "timeout");
        if (section.Has("service_key") || section.Has("service_key_file"))
        {
            section.Refuse("service_key", "is of the Events API v1; use routing_key, the key of an Events API v2 integration");
        }

        Http(section);
        var url = section.Text("url") ?? global.PagerDutyUrl;
        const string path = "/v2/enqueue";
        return new PagerDutyOptions
        {
            Name = name,
            BaseUrl = url.EndsWith(path, StringComparison.Ordinal) ? url[..^path.Length] : url,
            RoutingKey = secrets.Read(section, "routing_key") ?? "",
            SendResolved = section.Flag("send_resolved") ?? true,
        };
    }

    private TeamsOptions Teams(YamlSection section, string name)
    {
        section.Remark(OwnWording, "title", "summary", "text");
        Http(section);
        return new TeamsOptions { Name = name, WebhookUrl = secrets.Read(section, "webhook_url") ?? "", SendResolved = section.Flag("send_resolved") ?? true };
    }

    private TelegramOptions Telegram(YamlSection section, string name)
    {
        section.Remark(OwnWording, "message", "parse_mode");
        Http(section);
        return new TelegramOptions
        {
            Name = name,
            BaseUrl = section.Text("api_url") ?? global.TelegramUrl,
            BotToken = secrets.Read(section, "bot_token") ?? global.TelegramToken ?? "",
            ChatId = secrets.Read(section, "chat_id") ?? "",
            MessageThreadId = section.Number("message_thread_id"),
            DisableNotification = section.Flag("disable_notifications") ?? false,
            SendResolved = section.Flag("send_resolved") ?? true,
        };
    }

    private DiscordOptions Discord(YamlSection section, string name)
    {
        section.Remark(OwnWording, "title", "message", "content", "avatar_url");
        Http(section);
        return new DiscordOptions
        {
            Name = name,
            WebhookUrl = secrets.Read(section, "webhook_url") ?? "",
            Username = section.Text("username") ?? "",
            SendResolved = section.Flag("send_resolved") ?? true,
        };
    }

    /// <summary>What a request's header <c>Authorization</c> is to hold; null: nothing.</summary>
    private string? Http(YamlSection section) => section.Section("http_config") is { } http ? HttpSettings.Authorization(http, secrets) : global.Authorization;

    // A receiver with one integration is known by its own name, one with several by the kind besides.
    private string Name(string receiver, string kind)
    {
        var plain = Unfit().Replace(receiver, "-");
        plain = plain.Length is 0 ? kind : plain[..Math.Min(plain.Length, 40)];
        var candidates = new[] { plain, $"{plain}-{kind}" }.Concat(Enumerable.Range(2, 10_000).Select(number => $"{plain}-{kind}-{number}"));
        return candidates.First(_names.Add);
    }

    [GeneratedRegex("[^a-zA-Z0-9_-]+")]
    private static partial Regex Unfit();

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Words();
}
