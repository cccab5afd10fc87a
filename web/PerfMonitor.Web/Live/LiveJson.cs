using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfMonitor.Web.Live;

/// <summary>How objects stand in frames: as in the HTTP API.</summary>
internal static class LiveJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Services write NaN and the infinities as text.
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
