using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfMonitor.Analytics.Api;

/// <summary>JSON of the endpoints beside the Prometheus API, and of what is stored as JSON: names and enums in camel case.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }
}
