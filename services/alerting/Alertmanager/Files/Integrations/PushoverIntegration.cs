using PerfMonitor.Alerting.Receivers;
using PerfMonitor.Alerting.Receivers.Pushover;

namespace PerfMonitor.Alerting.Alertmanager.Files.Integrations;

/// <summary><c>pushover_configs</c>.</summary>
internal static class PushoverIntegration
{
    public static IChannelOptions Read(IntegrationReader pushover)
    {
        var (section, isHtml) = (pushover.Section, pushover.Section.Flag("html") ?? false);
        pushover.Default("title");
        pushover.Default("message", isHtml: isHtml);
        pushover.Default("url");
        pushover.Word("priority", """{{ if eq .Status "firing" }}2{{ else }}0{{ end }}""");
        pushover.Words("url_title", "device", "sound");
        pushover.Set("html", isHtml ? "1" : "");
        pushover.Set("monospace", section.Flag("monospace") == true ? "1" : "");
        return new PushoverOptions
        {
            Name = pushover.Name,
            UserKey = pushover.Secret("user_key") ?? "",
            Token = pushover.Secret("token") ?? "",
            Retry = section.Duration("retry") ?? TimeSpan.FromMinutes(1),
            Expire = section.Duration("expire") ?? TimeSpan.FromHours(1),
            Ttl = section.Duration("ttl") ?? TimeSpan.Zero,
            SendResolved = pushover.SendResolved(true),
        };
    }
}
