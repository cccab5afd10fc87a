using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Pipeline;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>What a channel's server answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, in a bounded length.</param>
/// <param name="After">How long the header <c>Retry-After</c> asks to be left alone.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, string Body, TimeSpan? After)
{
    // As much as a person reads in a delivery log.
    private const int LongestExcerpt = 200;

    public string Excerpt => Text.Cut(Body.ReplaceLineEndings(" ").Trim(), LongestExcerpt);

    /// <summary>The body as a JSON object; null where it is none.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return JsonNode.Parse(Body) as JsonObject;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The same with a wait in seconds that the body asks for, where the header asks for none.</summary>
    public HttpAnswer WithWait(JsonNode? seconds) =>
        After is null && seconds is JsonValue value && value.TryGetValue<double>(out var wait) && wait is > 0 and < 86_400 ? this with { After = TimeSpan.FromSeconds(wait) } : this;
}
