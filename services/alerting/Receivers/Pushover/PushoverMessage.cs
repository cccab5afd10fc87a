using System.Globalization;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Email;
using PerfMonitor.Contracts;

namespace PerfMonitor.Alerting.Receivers.Pushover;

/// <summary>A notification as Pushover's form (pushover.net/api), within its limits.</summary>
internal static class PushoverMessage
{
    private const int LongestTitle = 250;
    private const int LongestMessage = 1024;
    private const int LongestUrl = 512;

    // Phones ring again and again until somebody acknowledges it there.
    private const string Emergency = "2";

    public static Dictionary<string, string> Compose(Notification notification, PushoverOptions options, PageOptions page)
    {
        var form = notification.Fields is { IsWorded: true } ? Worded(notification) : BuiltIn(notification, page);
        form["token"] = options.Token;
        form["user"] = options.UserKey;
        if (form["priority"] == Emergency)
        {
            form["retry"] = Seconds(options.Retry);
            form["expire"] = Seconds(options.Expire);
        }
        else if (options.Ttl > TimeSpan.Zero)
        {
            form["ttl"] = Seconds(options.Ttl);
        }

        return form;
    }

    private static Dictionary<string, string> BuiltIn(Notification notification, PageOptions page)
    {
        var url = page.UrlOf(notification) is { Length: <= LongestUrl } own ? own : page.AlertsUrl;
        return new()
        {
            ["title"] = Text.Cut(Wording.Headline(notification), LongestTitle),
            ["message"] = Text.Cut(notification.Body ?? EmailText.Write(notification, page), LongestMessage),
            ["url"] = Text.Cut(url, LongestUrl),
            ["url_title"] = "Open",
            ["priority"] = !notification.IsFiring || notification.Reason == NotifyReason.Test ? "0" : notification.Severity switch { Severity.Critical => Emergency, Severity.Warning => "1", _ => "0" },
        };
    }

    private static Dictionary<string, string> Worded(Notification notification)
    {
        var fields = notification.Fields!;
        var form = new Dictionary<string, string>
        {
            // Pushover takes no message without a text.
            ["message"] = fields.Cut("message", LongestMessage)?.Trim() is { Length: > 0 } message ? message : "(no details)",
            ["priority"] = notification.Reason == NotifyReason.Test ? "0" : fields["priority"]?.Trim() ?? "0",
        };
        foreach (var (name, longest) in (ReadOnlySpan<(string, int)>)[("title", LongestTitle), ("url", LongestUrl), ("url_title", 100), ("device", 500), ("sound", 100), ("html", 1), ("monospace", 1)])
        {
            if (fields.Cut(name, longest) is { } text)
            {
                form[name] = text;
            }
        }

        return form;
    }

    private static string Seconds(TimeSpan duration) => ((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
