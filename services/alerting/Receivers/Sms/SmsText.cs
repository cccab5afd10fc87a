using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.Sms;

/// <summary>A notification in the few words a phone shows.</summary>
internal static class SmsText
{
    /// <summary>Each is paid for.</summary>
    public const int MostSegments = 2;

    // As much as these hold at most.
    private const int Longest = MostSegments * SmsSegments.Longest;

    // A link that leaves less room for words says less than the words.
    private const int FewestWords = 60;

    /// <summary>The headline, the worst alert's value and summary as far as there is room, and where to go.</summary>
    public static string Write(Notification notification, PageOptions page)
    {
        if (notification.Body is { } body)
        {
            return Fit($"{Wording.Headline(notification)}\n{body}", "");
        }

        var first = notification.Alerts[0];
        var about = string.Join(": ", ((string?[])[Wording.Value(first), Wording.Summary(first)]).OfType<string>());
        return Fit($"{Wording.Headline(notification)}\n{about}", $"\n{page.UrlOf(notification)}");
    }

    private static string Fit(string words, string link)
    {
        var (text, end) = (SmsSegments.Fold(words), SmsSegments.Fold(link));
        if (Fits(text + end))
        {
            return text + end;
        }

        var kept = Math.Min(text.Length, Longest);
        while (kept > 0 && (char.IsHighSurrogate(text[kept - 1]) || !Fits($"{text[..kept]}...{end}")))
        {
            kept--;
        }

        return end.Length > 0 && kept < FewestWords ? Fit(words, "") : $"{text[..kept]}...{end}";
    }

    private static bool Fits(string text) => SmsSegments.Of(text) <= MostSegments;
}
