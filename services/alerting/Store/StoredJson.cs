using System.Text.Json;
using System.Text.Json.Serialization;
using PerfMonitor.Alerting.Matching;

namespace PerfMonitor.Alerting.Store;

/// <summary>How values are written into <c>jsonb</c> columns.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // What is computed from the rest is not stored.
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(), new MatcherConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new FormatException($"A stored {typeof(T).Name} is null.");

    private sealed class MatcherConverter : JsonConverter<LabelMatcher>
    {
        public override LabelMatcher Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LabelMatchers.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, LabelMatcher value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
