using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>A notification in the few words a phone shows.</summary>
internal static class SmsText
{
    /// <summary>Two segments of 160 characters: each segment is paid for.</summary>
    public const int Longest = 320;

    /// <summary>The headline, the worst alert's value and summary as far as there is room, and where to go.</summary>
    public static string Write(Notification notification, PageOptions page)
    {
        if (notification.Body is { } body)
        {
            return Text.Cut($"{Wording.Headline(notification)}\n{body}", Longest);
        }

        var first = notification.Alerts[0];
        var link = page.UrlOf(notification);
        var about = string.Join(": ", ((string?[])[Wording.Value(first), Wording.Summary(first)]).OfType<string>());
        var room = Longest - link.Length - 1;

        // A link that leaves no room for words says less than the words.
        return room < 60
            ? Text.Cut($"{Wording.Headline(notification)}\n{about}", Longest)
            : $"{Text.Cut($"{Wording.Headline(notification)}\n{about}", room)}\n{link}";
    }
}
