using System.Text;
using PerfMonitor.Alerting.Alerts;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Telegram;

/// <summary>A notification in the HTML Telegram knows (core.telegram.org/bots/api#html-style): three characters have a meaning, and tags must be closed.</summary>
internal static class TelegramText
{
    /// <summary>Characters of one message; those of tags do not count, here they do.</summary>
    public const int Longest = 4096;

    private const int MostAlerts = 10;
    private const int LongestPiece = 600;

    // One alert in pieces of this length fits also where every character of it is escaped to six.
    private const int ShortPiece = 100;

    public static string Write(Notification notification, PageOptions page) => Fitting.First(
        Fitting.Fewer(notification.Alerts.Count, MostAlerts).Select(shown => Write(notification, page, shown, LongestPiece)).Append(Write(notification, page, 1, ShortPiece)),
        message => message.Length <= Longest);

    /// <summary>At most <paramref name="longest"/> characters of the text, with what has a meaning replaced.</summary>
    public static string Escape(string text, int longest = LongestPiece) => Text.Cut(text, longest)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Write(Notification notification, PageOptions page, int shown, int longest)
    {
        var text = new StringBuilder().Append($"{Wording.Emoji(notification)} <b>{Escape(Wording.Headline(notification), ShortPiece)}</b>\n");
        if (notification.Body is { } body)
        {
            return Why(text.Append('\n').Append(Escape(body, longest * 5)), notification);
        }

        foreach (var alert in notification.Alerts.Take(shown))
        {
            Describe(text, alert, page, longest);
        }

        if (notification.Alerts.Count - shown + notification.TruncatedAlerts is var more and > 0)
        {
            text.Append($"\nand {Text.Count(more, "further alert")}");
        }

        return Why(text, notification);
    }

    private static string Why(StringBuilder text, Notification notification) => text.Append($"\n<i>{Escape(Wording.Why(notification), ShortPiece)}</i>").ToString();

    private static void Describe(StringBuilder text, Alert alert, PageOptions page, int longest)
    {
        text.Append($"\n<b>{Escape(Wording.Name(alert), 100)}</b>{(alert.IsOpen ? "" : " resolved")}");
        if (page.AlertUrl(alert.Fingerprint) is { Length: < 300 } url)
        {
            text.Append($" <a href=\"{Escape(url)}\">open</a>");
        }

        text.Append('\n');
        foreach (var (name, value) in ((string, string?)[])
        [
            ("", Wording.Summary(alert)), ("", Wording.Description(alert)), ("Value: ", Wording.Value(alert)), ("Time: ", Wording.Times(alert)), ("What to do: ", Wording.Recommendation(alert)),
        ])
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append($"{name}{Escape(value, longest)}\n");
            }
        }
    }
}
