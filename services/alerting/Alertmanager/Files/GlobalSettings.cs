using PerfMonitor.Alerting.Receivers;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>What receivers take where they say nothing themselves (<c>global</c>).</summary>
internal sealed class GlobalSettings
{
    private readonly List<(YamlSection Section, string Field, string Why)> _lacking = [];
    private readonly HttpConnection _connection = HttpConnection.Usual;

    public GlobalSettings(YamlSection? global, SecretReader secrets)
    {
        Mail = new MailSettings(global, "smtp_", secrets);
        SlackUrl = Secret("slack_api_url");
        PagerDutyUrl = Text("pagerduty_url") ?? "https://events.pagerduty.com/v2/enqueue";
        TelegramUrl = Text("telegram_api_url") ?? "https://api.telegram.org";
        TelegramToken = Secret("telegram_bot_token");
        OpsgenieUrl = Text("opsgenie_api_url") ?? "https://api.opsgenie.com/";
        OpsgenieKey = Secret("opsgenie_api_key");
        VictorOpsUrl = Text("victorops_api_url") ?? "https://alert.victorops.com/integrations/generic/20131114/alert/";
        VictorOpsKey = Secret("victorops_api_key");
        WebexUrl = Text("webex_api_url") ?? "https://webexapis.com/v1/messages";
        RocketChatUrl = Text("rocketchat_api_url") ?? "https://open.rocket.chat/";
        RocketChatToken = Secret("rocketchat_token");
        RocketChatTokenId = Secret("rocketchat_token_id");
        if (global is null)
        {
            return;
        }

        ResolveTimeout = global.Duration("resolve_timeout");
        _connection = global.Section("http_config") is { } http ? HttpSettings.Read(http, secrets, (section, field, why) => _lacking.Add((section, field, why))) : HttpConnection.Usual;

        // Of integrations that a receiver is told we have not where it uses them.
        global.PassOver(
            "wechat_api_url", "wechat_api_secret", "wechat_api_secret_file", "wechat_api_corp_id", "jira_api_url", "mattermost_webhook_url", "mattermost_webhook_url_file", "slack_app_token", "slack_app_token_file", "slack_app_url");
        global.RefuseRest();

        string? Text(string field) => global?.Text(field);
        string? Secret(string field) => global is null ? null : secrets.Read(global, field);
    }

    public TimeSpan? ResolveTimeout { get; }

    public MailSettings Mail { get; }

    public string? SlackUrl { get; }

    public string PagerDutyUrl { get; }

    public string TelegramUrl { get; }

    public string? TelegramToken { get; }

    public string OpsgenieUrl { get; }

    public string? OpsgenieKey { get; }

    public string VictorOpsUrl { get; }

    public string? VictorOpsKey { get; }

    public string WebexUrl { get; }

    public string RocketChatUrl { get; }

    public string? RocketChatToken { get; }

    public string? RocketChatTokenId { get; }

    /// <summary>How a receiver is reached that says nothing itself.</summary>
    /// <param name="lack">Is told what of it we cannot do.</param>
    public HttpConnection Connection(Action<YamlSection, string, string> lack)
    {
        _lacking.ForEach(one => lack(one.Section, one.Field, one.Why));
        return _connection;
    }
}
