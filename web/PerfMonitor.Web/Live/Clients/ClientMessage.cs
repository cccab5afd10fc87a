using System.Text.Json;

namespace PerfMonitor.Web.Live.Clients;

/// <summary>What a client asks for.</summary>
internal abstract record ClientMessage
{
    /// <summary>The system as a whole, every second.</summary>
    internal sealed record SubscribeOverview : ClientMessage;

    /// <summary>Alerts as they change.</summary>
    internal sealed record SubscribeAlerts : ClientMessage;

    /// <summary>Anomalies as they are found.</summary>
    internal sealed record SubscribeAnomalies : ClientMessage;

    /// <summary>The result of a query, every second, marked with the id.</summary>
    internal sealed record SubscribeQuery(string Id, string Query) : ClientMessage;

    internal sealed record UnsubscribeOverview : ClientMessage;

    internal sealed record UnsubscribeAlerts : ClientMessage;

    internal sealed record UnsubscribeAnomalies : ClientMessage;

    internal sealed record UnsubscribeQuery(string Id) : ClientMessage;

    /// <summary>Not understood, and why.</summary>
    internal sealed record Invalid(string Reason) : ClientMessage;

    private const int LongestId = 64;

    /// <summary>
    /// Reads <c>{"type":"subscribe","topic":"query","query":"up","id":"1"}</c>. The id is free to choose, text or number;
    /// without one the query itself serves.
    /// </summary>
    public static ClientMessage Parse(ReadOnlyMemory<byte> utf8, int queryLength)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, queryLength)
                : new Invalid("A message is a JSON object.");
        }
        catch (JsonException failure)
        {
            return new Invalid($"A message is a JSON object: {failure.Message}");
        }
    }

    private static ClientMessage Read(JsonElement message, int queryLength)
    {
        var topic = Text(message, "topic");
        return (Text(message, "type"), topic) switch
        {
            ("subscribe", "overview") => new SubscribeOverview(),
            ("subscribe", "alerts") => new SubscribeAlerts(),
            ("subscribe", "anomalies") => new SubscribeAnomalies(),
            ("subscribe", "query") => ReadQuery(message, queryLength),
            ("unsubscribe", "overview") => new UnsubscribeOverview(),
            ("unsubscribe", "alerts") => new UnsubscribeAlerts(),
            ("unsubscribe", "anomalies") => new UnsubscribeAnomalies(),
            ("unsubscribe", "query") => (Text(message, "id") ?? Text(message, "query")) is { } id
                ? new UnsubscribeQuery(id)
                : new Invalid("To unsubscribe from a query send its id."),
            ("subscribe" or "unsubscribe", _) => new Invalid($"There is no topic '{topic}': overview, alerts, anomalies or query."),
            _ => new Invalid("The type of a message is subscribe or unsubscribe."),
        };
    }

    private static ClientMessage ReadQuery(JsonElement message, int queryLength)
    {
        if (Text(message, "query") is not { Length: > 0 } query)
            return new Invalid("To subscribe to a query send it: {\"type\":\"subscribe\",\"topic\":\"query\",\"query\":\"up\",\"id\":\"1\"}.");
        if (query.Length > queryLength)
            return new Invalid($"A query has at most {queryLength} characters.");
        var id = Text(message, "id");
        return id is { Length: > LongestId } ? new Invalid($"An id has at most {LongestId} characters.") : new SubscribeQuery(id ?? query, query);
    }

    private static string? Text(JsonElement message, string name) => message.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
