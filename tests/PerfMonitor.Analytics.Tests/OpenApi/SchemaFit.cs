using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfMonitor.Analytics.Tests.OpenApi;

/// <summary>Whether JSON is what a schema describes: no property that it does not know, every one that it requires, and the kinds it names.</summary>
internal sealed class SchemaFit(JsonObject schemas)
{
    /// <summary>What does not fit, each with its path; none where all does.</summary>
    public IEnumerable<string> Check(JsonNode? value, JsonNode schema, string path = "$")
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Check(value, schemas[reference.Split('/')[^1]] ?? throw new InvalidOperationException($"no schema {reference}"), path);
        }

        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray() is { } choices)
        {
            return choices.Any(choice => !Check(value, choice!, path).Any()) ? [] : [$"{path}: none of its schemas fits"];
        }

        return value switch
        {
            JsonObject fields when schema["properties"] is JsonObject known => Fields(fields, known, schema, path),
            JsonObject fields when schema["additionalProperties"] is JsonObject each => fields.SelectMany(field => Check(field.Value, each, $"{path}.{field.Key}")),
            JsonObject when Kinds(schema) is [] or ["object"] => [],
            JsonArray items when schema["items"] is { } item => items.SelectMany((one, i) => Check(one, item, $"{path}[{i}]")),
            _ => Kinds(schema).Intersect(KindsOf(value)).Any() || (schema["enum"]?.AsArray().Any(word => JsonNode.DeepEquals(word, value)) ?? false) ? [] : [$"{path}: {value?.ToJsonString() ?? "null"} is no {string.Join('|', Kinds(schema))}"],
        };
    }

    private IEnumerable<string> Fields(JsonObject fields, JsonObject known, JsonNode schema, string path) => fields
        .SelectMany(field => known[field.Key] is { } property ? Check(field.Value, property, $"{path}.{field.Key}") : [$"{path}.{field.Key}: there is no such property"])
        .Concat((schema["required"]?.AsArray() ?? []).Where(name => !fields.ContainsKey((string)name!)).Select(name => $"{path}.{name}: is missing"));

    private static string[] Kinds(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(kind => (string)kind!)],
        { } one => [(string)one!],
        null => [],
    };

    private static string[] KindsOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => ["string"],
        JsonValueKind.True or JsonValueKind.False => ["boolean"],
        JsonValueKind.Number => long.TryParse(value.ToJsonString(), out _) ? ["number", "integer"] : ["number"],
        JsonValueKind.Array => ["array"],
        JsonValueKind.Object => ["object"],
        _ => ["null"],
    };
}
