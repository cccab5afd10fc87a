using System.Text.Json.Serialization;

namespace PerfMonitor.Contracts;

/// <summary>How much an alert matters. Travels by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth knowing; nobody needs to act now.</summary>
    Info,

    /// <summary>Somebody should look within hours.</summary>
    Warning,

    /// <summary>Somebody must act now.</summary>
    Critical,
}
