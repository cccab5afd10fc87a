using PerfMonitor.Alerting.Delivery;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers.RocketChat;

/// <summary>Posts to a Rocket.Chat channel.</summary>
internal sealed class RocketChatReceiver(RocketChatOptions options, PageOptions page, HttpSender http) : IReceiver
{
    public string Name => options.Name;

    public string Kind => "rocketchat";

    // Rocket.Chat's own default is 10 calls of an endpoint in 60 s.
    public LimitOptions? UsualLimit => new() { Most = 10, Per = TimeSpan.FromMinutes(1) };

    public bool SendResolved => options.SendResolved;

    public string Destination => $"{options.Channel} at {HttpAddress.Shown(options.BaseUrl)}".TrimStart();

    public string? Off => null;

    public async Task<Outcome> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.BaseUrl.TrimEnd('/')}/api/v1/chat.postMessage") { Content = JsonContent.Create(RocketChatMessage.Compose(notification, options, page)) };
        request.Headers.TryAddWithoutValidation("X-User-Id", options.UserId);
        request.Headers.TryAddWithoutValidation("X-Auth-Token", options.Token);
        return await http.SendAsync(request, Classify, cancellationToken);
    }

    /// <summary>It also refuses with 200, and says so in the body.</summary>
    public static Outcome Classify(HttpAnswer answer) => HttpSender.Classify(answer) switch
    {
        Outcome.Delivered when answer.Json is null => new Outcome.RetryLater($"200 without Rocket.Chat's answer: {answer.Excerpt}"),
        Outcome.Delivered when answer.Json["success"]?.GetValueKind() != System.Text.Json.JsonValueKind.True => new Outcome.Rejected(answer.Excerpt),
        var outcome => outcome,
    };
}
