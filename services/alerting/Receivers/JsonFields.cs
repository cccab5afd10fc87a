using System.Text.Json.Nodes;

namespace PerfMonitor.Alerting.Receivers;

/// <summary>Objects whose fields are left out where there is nothing to say.</summary>
internal static class JsonFields
{
    public static JsonObject With(this JsonObject json, string name, string? text)
    {
        if (text is not null)
        {
            json[name] = text;
        }

        return json;
    }

    public static JsonObject With(this JsonObject json, string name, IEnumerable<JsonNode?> elements)
    {
        var list = new JsonArray([.. elements]);
        if (list.Count > 0)
        {
            json[name] = list;
        }

        return json;
    }
}
