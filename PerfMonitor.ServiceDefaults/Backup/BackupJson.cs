using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfMonitor.ServiceDefaults;

/// <summary>JSON of backups: camel case, nulls left out, and strict where it is read: what nobody knows would be lost in silence.</summary>
public static class BackupJson
{
    /// <summary>Of definitions that need no converters of their own.</summary>
    public static JsonSerializerOptions Plain { get; } = Strict(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });

    /// <summary>Of the frame around the items: everything that has no default must be there.</summary>
    public static JsonSerializerOptions Frame { get; } = new(Plain) { RespectRequiredConstructorParameters = true };

    /// <summary>A service's own way to write definitions, strict where it is read.</summary>
    public static JsonSerializerOptions Strict(JsonSerializerOptions options) => new(options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        AllowTrailingCommas = false,
    };

    /// <summary>Reads, or says where the text is wrong.</summary>
    /// <param name="place">Where the element stands, for the sentence.</param>
    /// <param name="element">What to read.</param>
    /// <param name="options">How.</param>
    public static (T? Value, string? Fault) Read<T>(string place, JsonElement element, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return element.Deserialize<T>(options) is { } value ? (value, null) : (null, $"{place} is null");
        }
        catch (JsonException broken)
        {
            return (null, Explain(place, broken));
        }
    }

    /// <summary>A sentence with the place, without what only a programmer understands.</summary>
    public static string Explain(string place, JsonException broken)
    {
        var at = broken.Path is { Length: > 1 } path ? place + path[1..] : place;
        var reason = broken.Message.Contains("null", StringComparison.Ordinal) && broken.Message.Contains("allow", StringComparison.Ordinal) ? "must not be null"
            : broken.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not known"
            : broken.Message.Contains("missing required", StringComparison.Ordinal) ? $"misses {broken.Message[(broken.Message.LastIndexOf(':') + 1)..].Trim()}"
            : broken.Message.Contains("could not be converted", StringComparison.Ordinal) ? "has a value of the wrong kind"
            : broken.Message.Contains("Duplicate", StringComparison.Ordinal) ? "is given twice"
            : $"cannot be read: {broken.Message}";
        return $"{at} {reason}";
    }
}
