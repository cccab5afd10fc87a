using System.Globalization;
using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Alerting.Alertmanager.Files;

/// <summary>What receivers take where they say nothing themselves (<c>global</c>).</summary>
internal sealed class GlobalSettings
{
    private readonly string? _smarthost;
    private readonly string? _from;
    private readonly string? _user;
    private readonly string? _password;
    private readonly bool? _requireTls;

    public GlobalSettings(YamlSection? global, SecretReader secrets)
    {
        PagerDutyUrl = global?.Text("pagerduty_url") ?? "https://events.pagerduty.com/v2/enqueue";
        TelegramUrl = global?.Text("telegram_api_url") ?? "https://api.telegram.org";
        if (global is null)
        {
            return;
        }

        ResolveTimeout = global.Duration("resolve_timeout");
        SlackUrl = secrets.Read(global, "slack_api_url");
        TelegramToken = secrets.Read(global, "telegram_bot_token");
        Authorization = global.Section("http_config") is { } http ? HttpSettings.Authorization(http, secrets) : null;
        (_smarthost, _from, _requireTls) = (global.Text("smtp_smarthost"), global.Text("smtp_from"), global.Flag("smtp_require_tls"));
        (_user, _password) = (global.Text("smtp_auth_username"), secrets.Read(global, "smtp_auth_password"));
        foreach (var field in (string[])["smtp_auth_secret", "smtp_auth_secret_file", "smtp_auth_identity", "smtp_tls_config", "smtp_force_implicit_tls"])
        {
            if (global.Has(field))
            {
                global.Refuse(field, Refusal);
            }
        }

        // Of integrations that are refused where a receiver uses them.
        global.PassOver(
            "smtp_hello", "opsgenie_api_url", "opsgenie_api_key", "opsgenie_api_key_file", "victorops_api_url", "victorops_api_key", "victorops_api_key_file",
            "wechat_api_url", "wechat_api_secret", "wechat_api_corp_id", "webex_api_url", "jira_api_url", "rocketchat_api_url", "rocketchat_token", "rocketchat_token_id");
        global.RefuseRest();
    }

    public TimeSpan? ResolveTimeout { get; }

    public string? SlackUrl { get; }

    public string PagerDutyUrl { get; }

    public string TelegramUrl { get; }

    public string? TelegramToken { get; }

    /// <summary>What a request's header <c>Authorization</c> holds where a receiver says nothing itself.</summary>
    public string? Authorization { get; }

    private const string Refusal = "is not supported; mail servers are signed in to with user and password after STARTTLS";

    /// <summary>The mail server of a receiver; null: the one of the section <c>Smtp</c>, because the file names none.</summary>
    public SmtpOptions? Mail(YamlSection section, SecretReader secrets)
    {
        foreach (var field in (string[])["auth_secret", "auth_secret_file", "auth_identity", "tls_config", "force_implicit_tls"])
        {
            if (section.Has(field))
            {
                section.Refuse(field, Refusal);
            }
        }

        var (smarthost, from) = (section.Text("smarthost") ?? _smarthost, section.Text("from") ?? _from);
        var (user, password) = (section.Text("auth_username") ?? _user, secrets.Read(section, "auth_password") ?? _password);
        var requireTls = section.Flag("require_tls") ?? _requireTls;
        if (smarthost is null)
        {
            return null;
        }

        var at = smarthost.LastIndexOf(':');
        if (at < 0 || !int.TryParse(smarthost.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            section.Refuse("smarthost", $"'{smarthost}' is not a mail server with its port, such as smtp.example.org:587");
            return null;
        }

        var server = new SmtpOptions
        {
            Host = smarthost[..at],
            Port = port,
            From = from ?? new SmtpOptions().From,
            UserName = user ?? "",
            Password = password ?? "",
            UseStartTls = requireTls,
        };
        foreach (var wrong in server.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(server)))
        {
            section.Refuse("smarthost", wrong.ErrorMessage!.TrimEnd('.'));
        }

        return server;
    }
}
