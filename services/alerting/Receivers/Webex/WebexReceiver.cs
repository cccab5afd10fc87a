using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;
using PerfMonitor.Alerting.Receivers.Email;

namespace PerfMonitor.Alerting.Receivers.Webex;

/// <summary>Lets a Webex bot write to a space (developer.webex.com/docs/api/v1/messages/create-a-message).</summary>
internal sealed class WebexReceiver(WebexOptions options, PageOptions page, HttpSender http) : IReceiver
{
    // Bytes, before Webex encrypts them.
    private const int Longest = 7439;

    // What means something in Webex' Markdown and HTML.
    private const string Meaningful = @"\*_[]~`<>#";

    public string Name => options.Name;

    public string Kind => "webex";

    // Webex states no number and answers 429; people read far fewer.
    public LimitOptions? UsualLimit => new() { Most = 20, Per = TimeSpan.FromMinutes(1) };

    public bool SendResolved => options.SendResolved;

    public string Destination => HttpAddress.Shown(options.ApiUrl);

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var message = new JsonObject
        {
            ["roomId"] = notification.Fields?["room_id"] ?? options.RoomId,
            ["markdown"] = Fit(notification.Fields is { IsWorded: true } fields ? fields["message"] ?? Wording.Headline(notification) : Write(notification)),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, options.ApiUrl) { Content = JsonContent.Create(message) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        return await http.SendAsync(request, cancellationToken);
    }

    private string Write(Notification notification)
    {
        var text = notification.Body is { } body ? $"{Wording.Headline(notification)}\n\n{body}" : EmailText.Write(notification, page);

        // Two blanks at its end keep a line from running into the next.
        return Markdown.Escape(Text.Cut($"{Wording.Emoji(notification)} {text}".ReplaceLineEndings("\n"), Longest), Meaningful).Replace("\n", "  \n", StringComparison.Ordinal);
    }

    private static string Fit(string text)
    {
        var end = Math.Min(text.Length, Longest);
        while (System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, end)) > Longest - 3)
        {
            end -= Math.Max(1, end / 50);
        }

        return end == text.Length ? text : Text.Cut(text, end);
    }
}
