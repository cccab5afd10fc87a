using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.Analytics.Tests.OpenApi;

/// <summary>The part of our OpenAPI document that the gateway shows: parameters, bodies, answers and schemas, with examples.</summary>
internal static class DescribedOperations
{
    // So that they meet no schema of the gateway's own.
    private const string Prefix = "Analytics";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode document, JsonObject examples)
    {
        var paths = new JsonObject();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            paths[path] = new JsonObject(operations!.AsObject().Select(operation => KeyValuePair.Create(operation.Key, (JsonNode?)Operation(operation.Value!, examples[$"{operation.Key.ToUpperInvariant()} {path}"]))));
        }

        var schemas = document["components"]!["schemas"]!.AsObject();
        var asked = Reachable(paths.SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!["requestBody"]).OfType<JsonNode>(), schemas);
        var shown = new JsonObject(schemas.Select(schema => KeyValuePair.Create(Prefix + schema.Key, (JsonNode?)Schema(schema.Value!, keepRequired: asked.Contains(schema.Key)))));
        Rename(paths);
        Rename(shown);
        return new JsonObject { ["openapi"] = (string)document["openapi"]!, ["info"] = new JsonObject { ["title"] = "analytics", ["version"] = "1" }, ["paths"] = paths, ["components"] = new JsonObject { ["schemas"] = shown } }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Operation(JsonNode operation, JsonNode? example)
    {
        var shown = new JsonObject();
        foreach (var name in (string[])["parameters", "requestBody", "responses"])
        {
            if (operation[name] is { } part)
            {
                shown[name] = Schema(part, keepRequired: true);
            }
        }

        // Names in a query string are read in any case; they are shown as the documentation has them.
        foreach (var parameter in shown["parameters"]?.AsArray() ?? [])
        {
            parameter!["name"] = JsonNamingPolicy.CamelCase.ConvertName((string)parameter["name"]!);
        }

        var body = (shown["requestBody"] ?? shown["responses"]?["200"])?["content"]?["application/json"];
        if (example is not null && body is not null)
        {
            body["example"] = example.DeepClone();
        }

        return shown;
    }

    /// <summary>
    /// As people read it: a number is a number, although NaN and the infinities are written as words; what may be null may be left out;
    /// and of an answer nothing is required, because what is not known is left out.
    /// </summary>
    private static JsonNode Schema(JsonNode node, bool keepRequired)
    {
        var copy = node.DeepClone();
        foreach (var schema in Objects(copy).ToList())
        {
            if (schema["anyOf"] is JsonArray { Count: 2 } choices && (string?)choices[0]!["type"] is "number")
            {
                schema.Remove("anyOf");
                schema["type"] = "number";
            }

            if (schema["required"] is JsonArray required)
            {
                var left = required.Where(name => keepRequired && !MayBeNull(schema["properties"]![(string)name!]!)).Select(name => name!.DeepClone()).ToArray();
                schema["required"] = new JsonArray(left);
                if (left.Length == 0)
                {
                    schema.Remove("required");
                }
            }
        }

        return copy;
    }

    private static bool MayBeNull(JsonNode schema) =>
        schema["type"] is JsonArray kinds && kinds.Any(kind => (string)kind! == "null") || schema["oneOf"] is JsonArray choices && choices.Any(choice => (string?)choice!["type"] == "null");

    private static HashSet<string> Reachable(IEnumerable<JsonNode> from, JsonObject schemas)
    {
        var (found, open) = (new HashSet<string>(), new Stack<JsonNode>(from));
        while (open.TryPop(out var node))
        {
            foreach (var reference in Objects(node).Select(one => (string?)one["$ref"]).OfType<string>().Select(text => text.Split('/')[^1]).Where(found.Add).ToList())
            {
                open.Push(schemas[reference]!);
            }
        }

        return found;
    }

    private static void Rename(JsonNode node)
    {
        foreach (var schema in Objects(node).Where(one => one["$ref"] is JsonValue).ToList())
        {
            schema["$ref"] = $"#/components/schemas/{Prefix}{((string)schema["$ref"]!).Split('/')[^1]}";
        }
    }

    // Examples are data, no schemas.
    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => [one, .. one.Where(field => field.Key != "example").SelectMany(field => Objects(field.Value))],
        JsonArray several => several.SelectMany(Objects),
        _ => [],
    };
}
