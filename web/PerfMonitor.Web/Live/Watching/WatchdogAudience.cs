using PerfMonitor.ServiceDefaults;

namespace PerfMonitor.Web.Live.Watching;

/// <summary>Who is told by mail about alerting. Pure.</summary>
/// <param name="Recipients">Whom the mail goes to.</param>
/// <param name="Unheard">Why nobody hears of it; null where somebody does.</param>
internal sealed record WatchdogAudience(IReadOnlyList<string> Recipients, string? Unheard)
{
    // Alertmanager's file has mail servers and recipients of its own, which alerting alone reads.
    private const string Advice = "so nobody is told by mail when alerting is broken; set Smtp:Host and Watchdog:Recipients (what Routing:AlertmanagerFile names does not count)";

    /// <summary>Those named for it, otherwise those who get alerts by mail, otherwise the development inbox where that is the mail server.</summary>
    public static WatchdogAudience Of(WatchdogOptions options, IReadOnlyList<string> ofAlerts, SmtpOptions smtp)
    {
        var named = options.Recipients.Count > 0 ? options.Recipients : ofAlerts;
        return smtp.Host.Length == 0 ? new(named, $"no mail server is configured, {Advice}")
            : named.Count > 0 ? new(named, null)
            : smtp.IsLoopback ? new([SmtpOptions.DevelopmentRecipient], $"only the development inbox is written to, {Advice}")
            : new([], $"no recipient is configured, {Advice}");
    }
}
