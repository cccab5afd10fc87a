using System.Text.Json.Nodes;
using PerfMonitor.Alerting.Receivers.Templates;

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

    /// <summary>Fields of the same name on both sides.</summary>
    public static JsonObject With(this JsonObject json, FilledFields fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            json.With(name, fields[name]);
        }

        return json;
    }

    /// <summary>The <c>fields</c> of an attachment, as Slack has them and others have taken over.</summary>
    public static IEnumerable<JsonNode?> Titled(FilledFields fields) => fields.List("fields").Select(field => new JsonObject
    {
        ["title"] = field["title"],
        ["value"] = field["value"],
        ["short"] = (field["short"] ?? fields["short_fields"]) == "true",
    });

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
